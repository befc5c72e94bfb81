package io.taskledger.query.projection;

import java.time.Duration;

/**
 * Why a lane that this node holds is halted.
 *
 * @param attempts the number of consecutive failures
 * @param due when to try again, by {@link System#nanoTime}
 */
record Trouble(String why, int attempts, long due) {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration MAX_PAUSE = Duration.ofSeconds(30);

    /** A retry after a pause that doubles each time, up to half a minute. */
    static Trouble after(int attempts, String why) {
        long pause = FIRST_PAUSE.toNanos() << Math.min(attempts - 1, 10);
        return new Trouble(why, attempts, System.nanoTime() + Math.min(pause, MAX_PAUSE.toNanos()));
    }

    /** A retry at once. */
    static Trouble now(String why) {
        return new Trouble(why, 0, System.nanoTime());
    }

    boolean isDue() {
        return System.nanoTime() - due >= 0;
    }
}
