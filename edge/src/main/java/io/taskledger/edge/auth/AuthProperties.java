package io.taskledger.edge.auth;

import io.taskledger.edge.SettingException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Whose tokens are accepted. What the mode needs is required: a service that guesses here lets strangers in.
 *
 * @param mode what a bearer token is; {@link Mode#JWT} if null
 * @param sessionUrl where the auth server tells whose session a token is; of the session mode
 * @param jwksUrl where the auth server publishes its keys; this and the rest of the JWT mode
 * @param issuer the {@code iss} a token must carry
 * @param audience the {@code aud} a token must carry
 */
@ConfigurationProperties("taskledger.auth")
public record AuthProperties(Mode mode, String sessionUrl, String jwksUrl, String issuer, String audience) {

    /** What a bearer token is. */
    public enum Mode {
        /** A JSON Web Token, checked by the auth server's public keys. */
        JWT,
        /** A session token, which the auth server is asked about. */
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

    /** The mode in which tokens are checked by keys. */
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
            URI uri = URI.create(text);
            if ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) {
                return uri.toURL();
            }
        } catch (IllegalArgumentException | MalformedURLException e) {
            // told below, in our words
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
