package io.taskledger.command.execution;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Starts each retry after a conflict on its own thread at its time. The whole command runs there and may wait for
 * MongoDB; with one thread for all, one slow owner would delay the retries of all others.
 */
public final class RetryThreads extends ScheduledThreadPoolExecutor {

    public RetryThreads() {
        super(1, Thread.ofVirtual().name("command-retries").factory());
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable attempt, long delay, TimeUnit unit) {
        Runnable start = () -> Thread.startVirtualThread(attempt);
        return super.schedule(start, delay, unit);
    }
}
