package io.taskledger.edge.limit;

import io.github.bucket4j.Bandwidth;
import java.time.Duration;

/**
 * The rule by which a bucket fills.
 *
 * @param perMinute tokens that come back in a minute, evenly
 * @param burst tokens that it holds at most, and at first
 */
record Filling(long perMinute, long burst) {

    /** Until an empty bucket is full again, at least 1. */
    long seconds() {
        return Math.max(1, Math.ceilDiv(burst * 60, perMinute));
    }

    Bandwidth bandwidth() {
        return Bandwidth.builder()
                .capacity(burst)
                .refillGreedy(perMinute, Duration.ofMinutes(1))
                .build();
    }
}
