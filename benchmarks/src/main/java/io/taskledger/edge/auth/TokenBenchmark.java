package io.taskledger.edge.auth;

import io.taskledger.embedded.issuer.EmbeddedIssuer;
import io.taskledger.embedded.issuer.Issuer;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A token whose verdict is cached, compared with a complete verification with Ed25519. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class TokenBenchmark {

    private final TokenCache cache = new TokenCache(Clock.systemUTC(), Duration.ofMinutes(1));
    private EmbeddedIssuer issuer;
    private TokenVerifier verifier;
    private VerifiedToken verified;
    private String token;

    @Setup
    public void start() throws IOException {
        issuer = EmbeddedIssuer.start();
        Issuer keys = issuer.issuer();
        AuthProperties properties = AuthProperties.jwt(issuer.jwksUrl(), keys.origin(), keys.origin());
        verifier = new TokenVerifier(properties, JwksKeys.from(properties.keys(), () -> {}));
        token = keys.token("alice", "user", Duration.ofHours(1));
        verified = verifier.verify(token);
    }

    @TearDown
    public void stop() {
        issuer.close();
    }

    /** A verdict is valid for a minute; after it there is one verification, as in production. */
    @Benchmark
    public VerifiedToken cached() {
        TokenCache.Key key = TokenCache.Key.of(token);
        @Nullable VerifiedToken known = cache.get(key);
        if (known == null) {
            cache.put(key, verified, cache.generation());
            return verified;
        }
        return known;
    }

    @Benchmark
    public VerifiedToken verification() {
        return verifier.verify(token);
    }
}
