package io.taskledger.edge.limit;

import io.github.bucket4j.Bandwidth;
import java.time.Duration;

/**
 * The rule by which a bucket fills.
 *
 * @param perMinute tokens added per minute, evenly
 * @param burst the maximum and initial number of tokens
 */
record Filling(long perMinute, long burst) {

    /** The seconds until an empty bucket is full again, at least 1. */
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
