package io.taskledger.command.api;

import io.taskledger.edge.problem.ProblemException;
import org.springframework.context.SmartLifecycle;

/**
 * Refuses commands while the node goes down. It stops before all else, so that what was accepted can be finished and
 * relayed. Thread-safe.
 */
public final class CommandGate implements SmartLifecycle {

    private volatile boolean open;

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
            throw new ProblemException(503, "shutting-down", "This node is shutting down").withRetryAfter(1);
        }
    }
}
