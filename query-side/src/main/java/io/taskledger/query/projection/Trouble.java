package io.taskledger.query.projection;

import java.time.Duration;

/**
 * Why a lane that this node is in charge of is not applied for now.
 *
 * @param attempts how often it was tried in vain, one after another
 * @param due when to try again, by {@link System#nanoTime}
 */
record Trouble(String why, int attempts, long due) {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration MAX_PAUSE = Duration.ofSeconds(30);

    /** Tried again after pauses that double from time to time, up to half a minute. */
    static Trouble after(int attempts, String why) {
        long pause = FIRST_PAUSE.toNanos() << Math.min(attempts - 1, 10);
        return new Trouble(why, attempts, System.nanoTime() + Math.min(pause, MAX_PAUSE.toNanos()));
    }

    /** To be tried at once. */
    static Trouble now(String why) {
        return new Trouble(why, 0, System.nanoTime());
    }

    boolean isDue() {
        return System.nanoTime() - due >= 0;
    }
}
