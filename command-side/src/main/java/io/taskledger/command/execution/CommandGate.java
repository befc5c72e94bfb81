package io.taskledger.command.execution;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/**
 * Refuses commands while the node shuts down or while there is another obstacle. It stops first, so that accepted
 * commands can be finished and relayed. Thread-safe.
 */
public final class CommandGate implements SmartLifecycle {

    private final List<Supplier<@Nullable String>> obstacles;
    private volatile boolean open;

    public CommandGate() {
        this(List.of());
    }

    /** @param obstacles each returns why commands are refused, as a sentence without its full stop, or null */
    public CommandGate(List<Supplier<@Nullable String>> obstacles) {
        this.obstacles = List.copyOf(obstacles);
    }

    @Override
    public void start() {
        open = true;
    }

    @Override
    public void stop() {
        open = false;
    }

    @Override
    public boolean isRunning() {
        return open;
    }

    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }

    /** Why commands are refused now, as a sentence without its full stop; null if they are not. */
    public @Nullable String refusal() {
        return open ? obstacle() : "This node is shutting down";
    }

    /** Why commands are refused although the node runs, or null. */
    public @Nullable String obstacle() {
        for (var each : obstacles) {
            var obstacle = each.get();
            if (obstacle != null) {
                return obstacle;
            }
        }
        return null;
    }
}
