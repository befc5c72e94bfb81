package io.taskledger.edge.auth;

import io.taskledger.edge.SettingException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Which tokens are accepted. Everything that the mode needs is required: a default could accept foreign tokens.
 *
 * @param mode the kind of bearer token; {@link Mode#JWT} if null
 * @param sessionUrl URL that returns the session of a token; only in session mode
 * @param jwksUrl URL of the auth server's keys; this and the following only in JWT mode
 * @param issuer the required {@code iss} of a token
 * @param audience the required {@code aud} of a token
 */
@ConfigurationProperties("taskledger.auth")
public record AuthProperties(Mode mode, String sessionUrl, String jwksUrl, String issuer, String audience) {

    /** The kind of bearer token. */
    public enum Mode {
        /** A JSON Web Token, verified with the auth server's public keys. */
        JWT,
        /** A session token; the auth server is asked about it. */
        SESSION
    }

    public AuthProperties {
        mode = mode == null ? Mode.JWT : mode;
        if (mode == Mode.SESSION) {
            require("session-url", sessionUrl, "http://localhost:3000/api/auth/get-session");
            url("session-url", sessionUrl);
        } else {
            require("jwks-url", jwksUrl, "http://localhost:3000/api/auth/jwks");
            require("issuer", issuer, "http://localhost:3000");
            require("audience", audience, "http://localhost:3000");
            url("jwks-url", jwksUrl);
        }
    }

    /** Properties of the JWT mode. */
    static AuthProperties jwt(String jwksUrl, String issuer, String audience) {
        return new AuthProperties(Mode.JWT, "", jwksUrl, issuer, audience);
    }

    private static void require(String name, @Nullable String value, String example) {
        if (value == null || value.isBlank()) {
            throw new SettingException("taskledger.auth." + name, "is missing: set it, for example to " + example);
        }
    }

    private static URL url(String name, String text) {
        try {
            var uri = URI.create(text);
            if ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) {
                return uri.toURL();
            }
        } catch (IllegalArgumentException | MalformedURLException e) {
            // the message below is our own
        }
        throw new SettingException("taskledger.auth." + name, "is not an http or https URL: " + text);
    }

    URL keys() {
        return url("jwks-url", jwksUrl);
    }

    URI sessions() {
        return URI.create(sessionUrl);
    }
}
