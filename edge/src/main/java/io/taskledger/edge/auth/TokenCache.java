package io.taskledger.edge.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Tokens found good, by their SHA-256. A verdict counts for a while and never past the token's expiry or a change of
 * the keys; that a token was good once is remembered until it expires. Failures are not remembered, or forgeries would
 * push out the good ones. Thread-safe.
 */
final class TokenCache {

    private static final int MAX_TOKENS = 50_000;

    private final Clock clock;
    private final Duration counts;
    private final AtomicLong generation = new AtomicLong();
    private final Cache<Key, Entry> entries;

    /** @param counts how long a verdict counts */
    TokenCache(Clock clock, Duration counts) {
        this.clock = clock;
        this.counts = counts;
        entries = Caffeine.newBuilder()
                .maximumSize(MAX_TOKENS)
                .expireAfter(Expiry.<Key, Entry>creating(
                        (key, entry) -> Duration.between(clock.instant(), entry.token.expiry())))
                .build();
    }

    /** A token's SHA-256: a heap dump shows no token. */
    record Key(long a, long b, long c, long d) {

        static Key of(String token) {
            try {
                ByteBuffer hash = ByteBuffer.wrap(
                        MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.ISO_8859_1)));
                return new Key(hash.getLong(), hash.getLong(), hash.getLong(), hash.getLong());
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("This JDK has no SHA-256", e);
            }
        }
    }

    private record Entry(VerifiedToken token, long generation, long until) {}

    /** The token if its verdict still counts, or null. */
    @Nullable
    VerifiedToken get(Key key) {
        Entry entry = entries.getIfPresent(key);
        return entry != null && entry.generation == generation.get() && clock.millis() < entry.until
                ? entry.token
                : null;
    }

    /** Whether the token was good once and has not expired: nobody forged it, although it has to be verified again. */
    boolean wasGood(Key key) {
        return entries.getIfPresent(key) != null;
    }

    /** To be read before a token is verified and passed to {@link #put}: keys may change in between. */
    long generation() {
        return generation.get();
    }

    void put(Key key, VerifiedToken token, long verifiedIn) {
        Instant until = clock.instant().plus(counts);
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

    /** Lets every verdict so far count no longer. */
    void keysChanged() {
        generation.incrementAndGet();
    }
}
