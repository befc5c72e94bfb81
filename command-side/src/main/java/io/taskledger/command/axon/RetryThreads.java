package io.taskledger.command.axon;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Starts each attempt that follows a conflict on a thread of its own when its time has come. A whole command runs
 * there, which may wait for the store: on one thread for all, one slow owner would delay the retries of all others.
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
