package io.taskledger.edge.limit;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.distributed.proxy.optimization.Optimizations;
import java.time.Duration;

/**
 * Buckets that all nodes share while the store responds; otherwise the buckets of this node decide. Concurrent requests
 * of a key are counted together in one write. Thread-safe.
 */
final class SharedBuckets implements Buckets {

    private static final int MAX_BUCKETS = 100_000;

    private final SharedStore store;
    private final LocalBuckets local;
    private final LoadingCache<String, Bucket> shared;

    /** @param name of the limit; its rule is part of the keys, so that a changed rule starts with full buckets */
    SharedBuckets(String name, Filling filling, SharedStore store) {
        this.store = store;
        local = new LocalBuckets(filling);
        var prefix = name + ' ' + filling.perMinute() + ' ' + filling.burst() + ' ';
        var configuration =
                BucketConfiguration.builder().addLimit(filling.bandwidth()).build();
        shared = Caffeine.newBuilder()
                .maximumSize(MAX_BUCKETS)
                .expireAfterAccess(Duration.ofMinutes(1))
                .build(key -> store.buckets()
                        .builder()
                        .withOptimization(Optimizations.batching())
                        .build(prefix + key, () -> configuration));
    }

    @Override
    public ConsumptionProbe spend(String key) {
        return store.ask(() -> shared.get(key).tryConsumeAndReturnRemaining(1), () -> local.spend(key));
    }
}
