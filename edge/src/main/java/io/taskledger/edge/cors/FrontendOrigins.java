package io.taskledger.edge.cors;

import io.taskledger.edge.SettingException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The web origins whose pages may call the API, from {@code FRONTEND_URL}.
 *
 * @param origins as browsers write them: lower case, without the scheme's own port (RFC 6454, section 6.2)
 */
record FrontendOrigins(List<String> origins) {

    private static final String PROPERTY = "FRONTEND_URL";
    private static final String DEFAULT = "http://localhost:3000";

    /**
     * @param setting origins separated by commas; null or blank means {@value #DEFAULT}
     * @throws SettingException if one of them is not an origin
     */
    static FrontendOrigins parse(@Nullable String setting) {
        String text = setting == null || setting.isBlank() ? DEFAULT : setting;
        return new FrontendOrigins(Stream.of(text.split(",", -1))
                .map(String::strip)
                .map(FrontendOrigins::origin)
                .distinct()
                .toList());
    }

    private static String origin(String text) {
        if (text.equals("*")) {
            throw new SettingException(
                    PROPERTY,
                    "must not be *: any web page could call the API for its visitor; list the frontend's origins");
        }
        try {
            var uri = new URI(text);
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            boolean web = scheme.equals("http") || scheme.equals("https");
            boolean bare = uri.getRawUserInfo() == null && uri.getRawQuery() == null && uri.getRawFragment() == null;
            if (web && bare && uri.getHost() != null && List.of("", "/").contains(uri.getRawPath())) {
                return scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + port(scheme, uri.getPort());
            }
        } catch (URISyntaxException e) {
            // the message below is our own
        }
        throw new SettingException(
                PROPERTY,
                "must list origins such as https://app.example.com, separated by commas, but contains " + text);
    }

    private static String port(String scheme, int port) {
        return port < 0 || port == (scheme.equals("http") ? 80 : 443) ? "" : ":" + port;
    }
}
