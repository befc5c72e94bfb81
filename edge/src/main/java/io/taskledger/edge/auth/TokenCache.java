package io.taskledger.edge.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.taskledger.contract.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A cache of valid tokens by their SHA-256. A verdict is valid for a limited time, never past the token's expiry or a
 * change of the keys. The fact that a token was valid once is remembered until it expires. Failures are not cached,
 * because forged tokens would displace valid ones. Thread-safe.
 */
final class TokenCache {

    private static final int MAX_TOKENS = 50_000;

    private final Clock clock;
    private final Duration counts;
    private final AtomicLong generation = new AtomicLong();
    private final Cache<Key, Entry> entries;

    /** @param counts how long a verdict is valid */
    TokenCache(Clock clock, Duration counts) {
        this.clock = clock;
        this.counts = counts;
        entries = Caffeine.newBuilder()
                .maximumSize(MAX_TOKENS)
                .expireAfter(Expiry.<Key, Entry>creating(
                        (key, entry) -> Duration.between(clock.instant(), entry.token.expiry())))
                .build();
    }

    /** A token's SHA-256, so that a heap dump contains no token. */
    record Key(long a, long b, long c, long d) {

        static Key of(String token) {
            var hash = ByteBuffer.wrap(Sha256.of(token.getBytes(StandardCharsets.ISO_8859_1)));
            return new Key(hash.getLong(), hash.getLong(), hash.getLong(), hash.getLong());
        }
    }

    private record Entry(VerifiedToken token, long generation, long until) {}

    /** The token if its verdict is still valid, or null. */
    @Nullable
    VerifiedToken get(Key key) {
        var entry = entries.getIfPresent(key);
        return entry != null && entry.generation == generation.get() && clock.millis() < entry.until
                ? entry.token
                : null;
    }

    /** Whether the token was valid once and has not expired: it is not forged, although it must be verified again. */
    boolean wasGood(Key key) {
        return entries.getIfPresent(key) != null;
    }

    /** Read this before a token is verified and pass it to {@link #put}, because keys may change in between. */
    long generation() {
        return generation.get();
    }

    void put(Key key, VerifiedToken token, long verifiedIn) {
        var until = clock.instant().plus(counts);
        entries.put(
                key,
                new Entry(
                        token,
                        verifiedIn,
                        Math.min(until.toEpochMilli(), token.expiry().toEpochMilli())));
    }

    void forget(Key key) {
        entries.invalidate(key);
    }

    /** Invalidates all verdicts. */
    void keysChanged() {
        generation.incrementAndGet();
    }
}
