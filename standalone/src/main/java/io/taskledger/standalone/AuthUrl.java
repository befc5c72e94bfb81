package io.taskledger.standalone;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;

/**
 * An external Better Auth server that signs users in.
 *
 * @param base its base URL, without a slash at the end
 * @param origin issuer and audience of its tokens, unless set otherwise
 */
record AuthUrl(String base, String origin) {

    private static final List<String> SCHEMES = List.of("http", "https");

    /** @throws CannotStartException if it is not the URL of a server */
    static AuthUrl parse(String text) {
        try {
            var url = new URI(text.strip());
            String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
            boolean bare = url.getRawUserInfo() == null && url.getRawQuery() == null && url.getRawFragment() == null;
            if (SCHEMES.contains(scheme) && bare && url.getHost() != null && url.getPort() <= 65_535) {
                var origin = scheme + "://" + url.getHost().toLowerCase(Locale.ROOT) + port(scheme, url.getPort());
                return new AuthUrl(origin + url.getRawPath().replaceFirst("/+$", ""), origin);
            }
        } catch (URISyntaxException e) {
            // the message below is our own
        }
        throw new CannotStartException(
                "--auth takes the base URL of a Better Auth server, such as http://localhost:3000, not '%s'"
                        .formatted(text));
    }

    /** The port as browsers write it in origins: without the scheme's default port. */
    private static String port(String scheme, int port) {
        return port < 0 || port == (scheme.equals("http") ? 80 : 443) ? "" : ":" + port;
    }

    /** The URL of its keys. */
    String keys() {
        return base + "/api/auth/jwks";
    }
}
