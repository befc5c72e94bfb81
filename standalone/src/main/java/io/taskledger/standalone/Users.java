package io.taskledger.standalone;

import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/**
 * Which tokens are accepted, and which pages may call the API.
 *
 * @param auth the server that signs users in; null if the development issuer does
 * @param keys URL of the keys of tokens
 * @param issuer the {@code iss} of tokens
 * @param audience the {@code aud} of tokens
 * @param frontends origins of pages, separated by commas
 */
record Users(@Nullable AuthUrl auth, String keys, String issuer, String audience, String frontends) {

    private static final String DEFAULT_FRONTEND = "http://localhost:3000";

    /**
     * @param origin of this process, whose own issuer is used unless another server is set
     * @throws CannotStartException if that is not a URL
     */
    static Users of(Environment environment, String origin) {
        var url = environment.getProperty("taskledger.standalone.auth", "");
        if (url.isBlank()) {
            return new Users(null, origin + "/api/auth/jwks", origin, origin, frontends(environment, DEFAULT_FRONTEND));
        }
        var auth = AuthUrl.parse(url);
        return new Users(
                auth,
                auth.keys(),
                environment.getProperty("taskledger.auth.issuer", auth.origin()),
                environment.getProperty("taskledger.auth.audience", auth.origin()),
                frontends(
                        environment,
                        auth.origin().equals(DEFAULT_FRONTEND)
                                ? DEFAULT_FRONTEND
                                : DEFAULT_FRONTEND + "," + auth.origin()));
    }

    private static String frontends(Environment environment, String usual) {
        var told = environment.getProperty("FRONTEND_URL", "");
        return told.isBlank() ? usual : told;
    }
}
