package io.taskledger.load;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP request with a bearer token.
 *
 * @param path with the query
 * @param body JSON, or null
 * @param headers more header lines, each ended by CR LF
 */
record Request(
        String method, String path, String token, @Nullable String body, String headers) {

    static Request get(String path, String token) {
        return new Request("GET", path, token, null, "");
    }

    static Request post(String path, String token, String body) {
        return new Request("POST", path, token, body, "");
    }

    static Request patch(String path, String token, String body) {
        return new Request("PATCH", path, token, body, "");
    }

    /** The bytes of the request for a server on this port of loopback. */
    byte[] bytes(int port) {
        byte[] content = body == null ? new byte[0] : body.getBytes(StandardCharsets.UTF_8);
        var text = new StringBuilder(512)
                .append(method)
                .append(' ')
                .append(path)
                .append(" HTTP/1.1\r\nHost: 127.0.0.1:")
                .append(port)
                .append("\r\nAuthorization: Bearer ")
                .append(token)
                .append("\r\n")
                .append(headers);
        if (body != null) {
            text.append("Content-Type: application/json\r\nContent-Length: ")
                    .append(content.length)
                    .append("\r\n");
        }
        var head = text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
        var all = new byte[head.length + content.length];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(content, 0, all, head.length, content.length);
        return all;
    }
}
