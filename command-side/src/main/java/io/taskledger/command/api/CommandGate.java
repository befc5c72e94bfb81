package io.taskledger.command.api;

import io.taskledger.edge.problem.ProblemException;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/**
 * Refuses commands while the node goes down, or something else is in the way. It stops before all else, so that what
 * was accepted can be finished and relayed. Thread-safe.
 */
public final class CommandGate implements SmartLifecycle {

    private final List<Supplier<@Nullable String>> obstacles;
    private volatile boolean open;

    public CommandGate() {
        this(List.of());
    }

    /** @param obstacles each says in a sentence without its full stop why no command can be taken, or null */
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

    /** @throws ProblemException 503 */
    void requireOpen() {
        if (!open) {
            throw Outcomes.notCarriedOut("This node is shutting down");
        }
        var obstacle = obstacle();
        if (obstacle != null) {
            throw Outcomes.notCarriedOut(obstacle);
        }
    }

    /** Why no command can be taken though the node runs, or null. */
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
