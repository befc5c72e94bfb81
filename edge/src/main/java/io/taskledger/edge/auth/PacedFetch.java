package io.taskledger.edge.auth;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSetSourceWrapper;
import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import com.nimbusds.jose.proc.SecurityContext;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Limits the rate of fetches, so that forged key ids do not cause a flood of them. Nimbus' own limiter does not work
 * here: {@code OutageTolerantJWKSetSource} does not treat its exception as an outage, and after a failed fetch it waits
 * as long as after a successful one. Thread-safe.
 */
final class PacedFetch extends JWKSetSourceWrapper<SecurityContext> {

    private static final Logger LOG = LoggerFactory.getLogger(PacedFetch.class);
    private static final long AFTER_FAILURE_MS = Duration.ofSeconds(2).toMillis();

    private final long afterSuccessMs;
    private long nextAt = Long.MIN_VALUE;

    /** @param pause between a fetch that succeeded and the next one */
    PacedFetch(JWKSetSource<SecurityContext> source, Duration pause) {
        super(source);
        afterSuccessMs = pause.toMillis();
    }

    @Override
    public JWKSet getJWKSet(JWKSetCacheRefreshEvaluator evaluator, long currentTime, @Nullable SecurityContext context)
            throws KeySourceException {
        reserve(currentTime);
        try {
            var keys = getSource().getJWKSet(evaluator, currentTime, context);
            allowAgainAt(currentTime + afterSuccessMs);
            return keys;
        } catch (KeySourceException e) {
            LOG.warn("The auth server's keys cannot be fetched: {}", e.getMessage());
            throw e;
        }
    }

    private synchronized void reserve(long now) throws JWKSetUnavailableException {
        if (now < nextAt) {
            throw new JWKSetUnavailableException("The keys were fetched a moment ago");
        }
        nextAt = now + AFTER_FAILURE_MS;
    }

    private synchronized void allowAgainAt(long time) {
        nextAt = time;
    }
}
