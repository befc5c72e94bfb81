package io.taskledger.edge.limit;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.ClientSideConfig;
import io.github.bucket4j.distributed.proxy.generic.compare_and_swap.AbstractCompareAndSwapBasedProxyManager;
import io.github.bucket4j.distributed.proxy.generic.compare_and_swap.AsyncCompareAndSwapOperation;
import io.github.bucket4j.distributed.proxy.generic.compare_and_swap.CompareAndSwapOperation;
import io.github.bucket4j.distributed.remote.RemoteBucketState;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.bson.BsonDateTime;
import org.bson.Document;
import org.bson.types.Binary;

/**
 * Buckets as documents of MongoDB, written by compare and swap: {@code _id} is the key, {@code s} Bucket4j's state and
 * {@code e} when the document may be removed, which is when the bucket is full again. Times are those of the nodes'
 * clocks. All methods throw {@link com.mongodb.MongoException} if MongoDB does not respond. Thread-safe.
 */
final class MongoBuckets extends AbstractCompareAndSwapBasedProxyManager<String> {

    /** Far longer than a big collection needs, but it ends the wait for a server that is gone. */
    private static final Duration INDEX_TIMEOUT = Duration.ofHours(1);

    private static final Duration PAST_FULL = Duration.ofSeconds(10);

    private final MongoCollection<Document> documents;

    /** @param timeout of one operation, including its retries */
    MongoBuckets(MongoCollection<Document> documents, Duration timeout) {
        super(ClientSideConfig.getDefault()
                .withClientClock(TimeMeter.SYSTEM_MILLISECONDS)
                .withRequestTimeout(timeout)
                .withExpirationAfterWriteStrategy(
                        ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(PAST_FULL)));
        this.documents = documents;
    }

    /** Makes MongoDB remove full buckets. May be repeated; takes as long as creating an index. */
    void prepare() {
        documents
                .withTimeout(INDEX_TIMEOUT.toMinutes(), TimeUnit.MINUTES)
                .createIndex(Indexes.ascending("e"), new IndexOptions().expireAfter(0L, TimeUnit.SECONDS));
    }

    @Override
    protected CompareAndSwapOperation beginCompareAndSwapOperation(String key) {
        return new Swap(key);
    }

    private final class Swap implements CompareAndSwapOperation {

        private final String key;

        Swap(String key) {
            this.key = key;
        }

        @Override
        public Optional<byte[]> getStateData(Optional<Long> timeoutNanos) {
            return Optional.ofNullable(documents.find(Filters.eq(key)).first())
                    .map(found -> found.get("s", Binary.class).getData());
        }

        @Override
        public boolean compareAndSwap(
                byte[] original, byte[] next, RemoteBucketState state, Optional<Long> timeoutNanos) {
            var document = new Document("_id", key).append("s", next).append("e", expiry(state));
            if (original != null) {
                return documents
                                .replaceOne(Filters.and(Filters.eq(key), Filters.eq("s", original)), document)
                                .getMatchedCount()
                        == 1;
            }
            try {
                documents.insertOne(document);
                return true;
            } catch (MongoWriteException e) {
                if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                    return false;
                }
                throw e;
            }
        }
    }

    private BsonDateTime expiry(RemoteBucketState state) {
        long now = currentTimeNanos();
        long alive = getClientSideConfig()
                .getExpirationAfterWriteStrategy()
                .orElseThrow()
                .calculateTimeToLiveMillis(state, now);
        return new BsonDateTime(TimeUnit.NANOSECONDS.toMillis(now) + alive);
    }

    @Override
    public void removeProxy(String key) {
        documents.deleteOne(Filters.eq(key));
    }

    @Override
    public boolean isExpireAfterWriteSupported() {
        return true;
    }

    @Override
    public boolean isAsyncModeSupported() {
        return false;
    }

    @Override
    protected AsyncCompareAndSwapOperation beginAsyncCompareAndSwapOperation(String key) {
        throw new UnsupportedOperationException("Use the blocking method: threads are virtual");
    }

    @Override
    protected CompletableFuture<Void> removeAsync(String key) {
        throw new UnsupportedOperationException("Use the blocking method: threads are virtual");
    }
}
