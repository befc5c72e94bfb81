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
import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The auth server's keys, fetched when they are first needed. The order of the sources matters: a fetch that fails or
 * comes too soon counts as an outage, and in an outage the last known keys are used. So only a service that never had a
 * key responds that it cannot check tokens.
 */
final class JwksKeys {

    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final int MAX_BYTES = 256 * 1024;
    private static final long WAIT_FOR_OTHERS_MS = 10_000;

    private JwksKeys() {}

    /**
     * How long keys are used.
     *
     * @param fresh before they are fetched again
     * @param bridged while they cannot be fetched again
     * @param pause between two fetches, whatever key ids tokens name
     */
    record Times(Duration fresh, Duration bridged, Duration pause) {

        static final Times USUAL = new Times(Duration.ofMinutes(5), Duration.ofHours(24), Duration.ofSeconds(30));
    }

    /** @param changed called by the fetching thread after the key set has changed */
    static JWKSource<SecurityContext> from(URL url, Runnable changed) {
        return from(url, changed, Times.USUAL);
    }

    static JWKSource<SecurityContext> from(URL url, Runnable changed, Times times) {
        JWKSetSource<SecurityContext> http = new URLBasedJWKSetSource<>(url, retriever());
        JWKSetSource<SecurityContext> bridged = new OutageTolerantJWKSetSource<>(
                new PacedFetch(new RetryingJWKSetSource<>(http, null), times.pause), times.bridged.toMillis(), null);
        AtomicReference<String> seen = new AtomicReference<>("");
        return new JWKSetBasedJWKSource<>(new CachingJWKSetSource<>(
                bridged, times.fresh.toMillis(), WAIT_FOR_OTHERS_MS, event -> {
                    if (event instanceof CachingJWKSetSource.RefreshCompletedEvent<SecurityContext> refreshed) {
                        var now = content(refreshed.getJWKSet());
                        if (!now.equals(seen.getAndSet(now))) {
                            changed.run();
                        }
                    }
                }));
    }

    private static ResourceRetriever retriever() {
        var client = new AuthServerClient(HttpClient.Redirect.NORMAL, TIMEOUT, MAX_BYTES);
        return url -> {
            var response = client.send(
                    HttpRequest.newBuilder(URI.create(url.toString())).build());
            if (response.statusCode() != 200) {
                throw new IOException("It responds " + response.statusCode());
            }
            return new Resource(
                    new String(response.body(), StandardCharsets.UTF_8),
                    response.headers().firstValue("Content-Type").orElse(null));
        };
    }

    private static String content(JWKSet keys) {
        return keys.toPublicJWKSet().toString();
    }
}
