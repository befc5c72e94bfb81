package io.taskledger.contract;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * One request to an operation of openapi.yaml.
 *
 * @param operation its id in the document
 * @param path with the query string, encoded
 * @param headers without the token
 * @param body empty if there is none
 * @param flaw the fault of the request, or {@code none}
 */
@SuppressWarnings("ArrayRecordComponent") // bytes, because some bodies are not text; never compared
public record ApiRequest(
        String operation, String method, String path, Map<String, String> headers, byte[] body, String flaw) {

    /** The flaw of a valid request. */
    public static final String NONE = "none";

    public ApiRequest withPath(String changed, String why) {
        return new ApiRequest(operation, method, changed, headers, body, why);
    }

    public ApiRequest withBody(byte[] changed, String why) {
        return new ApiRequest(operation, method, path, headers, changed, why);
    }

    public ApiRequest withHeader(String name, String value, String why) {
        Map<String, String> changed = new TreeMap<>(headers);
        changed.put(name, value);
        return new ApiRequest(operation, method, path, changed, body, why);
    }

    @Override
    public String toString() {
        var text = new String(body, StandardCharsets.UTF_8);
        return "%s %s %s (flaw: %s) %s"
                .formatted(method, path, headers, flaw, text.substring(0, Math.min(1_000, text.length())));
    }
}
