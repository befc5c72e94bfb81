package io.taskledger.edge.limit;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import java.time.Duration;

/**
 * A token bucket for each key, in the memory of this node: n nodes grant n times as much. Buckets that have been left
 * alone until they are full again are dropped, which changes nothing; past {@value #MOST} keys the least used go.
 * Thread-safe.
 */
final class Limit {

    private static final int MOST = 100_000;

    private final String name;
    private final long burst;
    private final long refillSeconds;
    private final String policy;
    private final LoadingCache<String, Bucket> buckets;

    /** @param name the policy's name in the headers, lower-case letters */
    Limit(String name, long perMinute, long burst) {
        this.name = name;
        this.burst = burst;
        refillSeconds = Math.max(1, Math.ceilDiv(burst * 60, perMinute));
        policy = "\"" + name + "\";q=" + burst + ";w=" + refillSeconds;
        buckets = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterAccess(Duration.ofSeconds(refillSeconds + 1))
                .build(key -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(burst).refillGreedy(perMinute, Duration.ofMinutes(1)))
                        .build());
    }

    /** Spends one request of that key, if there is one. */
    Quota spend(String key) {
        var probe = buckets.get(key).tryConsumeAndReturnRemaining(1);
        long remaining = probe.getRemainingTokens();
        String state =
                "\"" + name + "\";r=" + remaining + ";t=" + Math.ceilDiv((burst - remaining) * refillSeconds, burst);
        return new Quota(probe.isConsumed(), policy, state, seconds(probe.getNanosToWaitForRefill()));
    }

    /** Undoes a {@link #spend} that was granted. */
    void giveBack(String key) {
        buckets.get(key).addTokens(1);
    }

    private static long seconds(long nanos) {
        return Math.max(1, Math.ceilDiv(nanos, 1_000_000_000L));
    }
}
