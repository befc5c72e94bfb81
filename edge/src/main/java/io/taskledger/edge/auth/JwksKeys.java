package io.taskledger.edge.auth;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.CachingJWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSetBasedJWKSource;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.OutageTolerantJWKSetSource;
import com.nimbusds.jose.jwk.source.RetryingJWKSetSource;
import com.nimbusds.jose.jwk.source.URLBasedJWKSetSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import java.net.URL;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The auth server's keys, fetched when they are first needed. The order matters: a fetch that fails or comes too soon
 * is an outage, and an outage is bridged by the last keys seen; so only a service that never saw a key answers that it
 * cannot check tokens.
 */
final class JwksKeys {

    private static final int CONNECT_MS = 1_000;
    private static final int READ_MS = 2_000;
    private static final int MOST_BYTES = 256 * 1024;
    private static final long WAIT_FOR_OTHERS_MS = 10_000;

    private JwksKeys() {}

    /**
     * How long keys count.
     *
     * @param fresh without being fetched again
     * @param bridged while they cannot be fetched
     * @param pause between two fetches, whatever tokens name
     */
    record Times(Duration fresh, Duration bridged, Duration pause) {

        static final Times USUAL = new Times(Duration.ofMinutes(5), Duration.ofHours(24), Duration.ofSeconds(30));
    }

    /** @param changed called, by the thread that fetched, after the key set became another one */
    static JWKSource<SecurityContext> from(URL url, Runnable changed) {
        return from(url, changed, Times.USUAL);
    }

    static JWKSource<SecurityContext> from(URL url, Runnable changed, Times times) {
        JWKSetSource<SecurityContext> http =
                new URLBasedJWKSetSource<>(url, new DefaultResourceRetriever(CONNECT_MS, READ_MS, MOST_BYTES));
        JWKSetSource<SecurityContext> bridged = new OutageTolerantJWKSetSource<>(
                new PacedFetch(new RetryingJWKSetSource<>(http, null), times.pause), times.bridged.toMillis(), null);
        AtomicReference<String> seen = new AtomicReference<>("");
        return new JWKSetBasedJWKSource<>(new CachingJWKSetSource<>(
                bridged, times.fresh.toMillis(), WAIT_FOR_OTHERS_MS, event -> {
                    if (event instanceof CachingJWKSetSource.RefreshCompletedEvent<SecurityContext> refreshed) {
                        String now = content(refreshed.getJWKSet());
                        if (!now.equals(seen.getAndSet(now))) {
                            changed.run();
                        }
                    }
                }));
    }

    private static String content(JWKSet keys) {
        return keys.toPublicJWKSet().toString();
    }
}
