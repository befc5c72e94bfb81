package io.taskledger.node.log;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The time until which a command may wait for MongoDB. It is set once per command and holds for all ledger calls of its
 * thread, so that many slow reads do not add up.
 */
public final class Deadline {

    private static final ScopedValue<Long> CURRENT = ScopedValue.newInstance();
    private static final long FIRST_PAUSE_NANOS = 2_000_000;
    private static final long MAX_PAUSE_NANOS = 500_000_000;

    private Deadline() {}

    /** Runs the work with a deadline, unless the thread already has one. */
    public static <T> T within(Duration timeout, Supplier<T> work) {
        return CURRENT.isBound()
                ? work.get()
                : ScopedValue.where(CURRENT, System.nanoTime() + timeout.toNanos())
                        .call(work::get);
    }

    /** The thread's deadline by {@link System#nanoTime()}, or this long from now. */
    public static long of(Duration timeout) {
        return CURRENT.isBound() ? CURRENT.get() : System.nanoTime() + timeout.toNanos();
    }

    /** The time-out of one access, at most until the thread's deadline, if it has one. */
    public static Duration attempt(Duration usual) {
        if (!CURRENT.isBound()) {
            return usual;
        }
        var left = Duration.ofNanos(CURRENT.get() - System.nanoTime());
        return left.compareTo(usual) >= 0
                ? usual
                : left.compareTo(Duration.ofMillis(1)) < 0 ? Duration.ofMillis(1) : left;
    }

    public static boolean isPast(long deadline) {
        return System.nanoTime() - deadline >= 0;
    }

    /**
     * Repeats a read with growing pauses while its result is not definite.
     *
     * @return the last result, which is not definite if it is still so at the deadline
     */
    public static <T> T retry(long deadline, Supplier<T> read, Predicate<T> indefinite) {
        long pause = FIRST_PAUSE_NANOS;
        while (true) {
            T result = read.get();
            if (!indefinite.test(result) || isLast(deadline, pause)) {
                return result;
            }
            LockSupport.parkNanos(pause);
            pause = Math.min(pause * 2, MAX_PAUSE_NANOS);
        }
    }

    private static boolean isLast(long deadline, long pause) {
        return isPast(deadline - pause) || Thread.currentThread().isInterrupted();
    }

    /**
     * Repeats a read with growing pauses while MongoDB does not respond.
     *
     * @throws LedgerUnavailableException if it still does not respond at the deadline
     */
    public static <T> T retry(long deadline, Supplier<T> read) {
        long pause = FIRST_PAUSE_NANOS;
        while (true) {
            try {
                return read.get();
            } catch (LedgerUnavailableException e) {
                boolean hopeless = e.getCause() instanceof BrokenLaneException;
                if (hopeless || isLast(deadline, pause)) {
                    throw e;
                }
            }
            LockSupport.parkNanos(pause);
            pause = Math.min(pause * 2, MAX_PAUSE_NANOS);
        }
    }
}
