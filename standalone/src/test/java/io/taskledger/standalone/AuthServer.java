package io.taskledger.standalone;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.taskledger.edge.auth.BetterAuthServer;
import io.taskledger.embedded.issuer.EmbeddedIssuer;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/** The auth server: a real Better Auth server if Node is installed, otherwise an issuer of the same kind of tokens. */
final class AuthServer implements AutoCloseable {

    private final Map<String, String> tokens = new ConcurrentHashMap<>();
    private final @Nullable BetterAuthServer real;
    private final @Nullable String publicOrigin;
    private EmbeddedIssuer issuer;

    private AuthServer(@Nullable BetterAuthServer real, EmbeddedIssuer issuer, @Nullable String publicOrigin) {
        this.real = real;
        this.issuer = issuer;
        this.publicOrigin = publicOrigin;
    }

    /** @param publicOrigin the origin for browsers; null for its own origin */
    static AuthServer start(@Nullable String publicOrigin) throws IOException, InterruptedException {
        try {
            return new AuthServer(BetterAuthServer.start("EdDSA", publicOrigin), EmbeddedIssuer.start(), publicOrigin);
        } catch (TestAbortedException e) {
            System.out.println("No Better Auth server, an issuer of ours stands in: " + e.getMessage());
            return new AuthServer(null, EmbeddedIssuer.start(), publicOrigin);
        }
    }

    String origin() {
        return real == null ? issuer.origin() : real.origin();
    }

    /** Issuer and audience of its tokens. */
    String issuer() {
        return real == null || publicOrigin == null ? origin() : publicOrigin;
    }

    /** Skips the test unless this is the real server. */
    void requireReal() {
        assumeTrue(real != null, "There is no Better Auth server");
    }

    String jwksUrl() {
        return origin() + "/api/auth/jwks";
    }

    /** A token of the user with this name, signed up if new; the server chooses the user's id. */
    String token(String name) {
        return tokens.computeIfAbsent(
                name,
                unknown -> real == null ? issuer.token(name, "user") : real.jwt(real.signUp(name + "@example.com")));
    }

    boolean isReal() {
        return real != null;
    }

    /** Starts again after {@link #close}, at the same address; the real server has lost its users and keys. */
    void restart() throws IOException {
        if (real == null) {
            issuer = EmbeddedIssuer.restart(issuer.issuer());
        } else {
            tokens.clear();
            real.start();
        }
    }

    @Override
    public void close() {
        issuer.close();
        if (real != null) {
            real.close();
        }
    }
}
