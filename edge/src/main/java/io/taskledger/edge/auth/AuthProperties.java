package io.taskledger.edge.auth;

import io.taskledger.edge.SettingException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Whose tokens are accepted. All are required: a service that guesses here lets strangers in.
 *
 * @param jwksUrl where the auth server publishes its keys
 * @param issuer the {@code iss} a token must carry
 * @param audience the {@code aud} a token must carry
 */
@ConfigurationProperties("taskledger.auth")
public record AuthProperties(String jwksUrl, String issuer, String audience) {

    public AuthProperties {
        require("jwks-url", jwksUrl, "http://localhost:3000/api/auth/jwks");
        require("issuer", issuer, "http://localhost:3000");
        require("audience", audience, "http://localhost:3000");
        url(jwksUrl);
    }

    private static void require(String name, @Nullable String value, String example) {
        if (value == null || value.isBlank()) {
            throw new SettingException("taskledger.auth." + name, "is missing: set it, for example to " + example);
        }
    }

    private static URL url(String text) {
        try {
            URI uri = URI.create(text);
            if ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) {
                return uri.toURL();
            }
        } catch (IllegalArgumentException | MalformedURLException e) {
            // told below, in our words
        }
        throw new SettingException("taskledger.auth.jwks-url", "is not an http or https URL: " + text);
    }

    URL keys() {
        return url(jwksUrl);
    }
}
