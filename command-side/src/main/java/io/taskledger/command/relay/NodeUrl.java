package io.taskledger.command.relay;

import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The address under which the other command nodes reach a node. It travels as the client id of the node's membership in
 * the relay's consumer group.
 *
 * @param origin {@code http} or {@code https}, a host, perhaps a port; nothing else
 */
public record NodeUrl(URI origin) {

    /** Null if the text is not such an address, as the client ids of other tools. */
    public static @Nullable NodeUrl of(String text) {
        try {
            var uri = URI.create(text);
            return isOrigin(uri) ? new NodeUrl(canonical(uri)) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static boolean isOrigin(URI uri) {
        boolean web = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
        return web
                && uri.getHost() != null
                && uri.getPort() != 0
                && uri.getPort() <= 65_535
                && uri.getRawUserInfo() == null
                && (uri.getRawPath().isEmpty() || uri.getRawPath().equals("/"))
                && uri.getRawQuery() == null
                && uri.getRawFragment() == null;
    }

    private static URI canonical(URI uri) {
        var port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        return URI.create(
                uri.getScheme().toLowerCase(Locale.ROOT) + "://" + uri.getHost().toLowerCase(Locale.ROOT) + port);
    }

    /**
     * @param target the path and the query of a request, as they were received
     * @throws IllegalArgumentException if they contain characters that must not be sent
     */
    public URI resolve(String target) {
        return URI.create(origin + target);
    }

    @Override
    public String toString() {
        return origin.toString();
    }
}
