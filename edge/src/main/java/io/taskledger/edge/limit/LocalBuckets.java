package io.taskledger.edge.limit;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;

/**
 * Buckets in the memory of this node; n nodes allow n times as many requests. Buckets that are full again are dropped,
 * which changes nothing. Above {@value #MAX_BUCKETS} keys the least used are dropped. Thread-safe.
 */
final class LocalBuckets implements Buckets {

    private static final int MAX_BUCKETS = 100_000;

    private final LoadingCache<String, Bucket> buckets;

    LocalBuckets(Filling filling) {
        buckets = Caffeine.newBuilder()
                .maximumSize(MAX_BUCKETS)
                .expireAfterAccess(Duration.ofSeconds(filling.seconds() + 1))
                .build(key -> Bucket.builder().addLimit(filling.bandwidth()).build());
    }

    @Override
    public ConsumptionProbe spend(String key) {
        return buckets.get(key).tryConsumeAndReturnRemaining(1);
    }

    /** Undoes a {@link #spend} that was granted. */
    void giveBack(String key) {
        buckets.get(key).addTokens(1);
    }
}
