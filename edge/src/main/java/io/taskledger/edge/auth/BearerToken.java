package io.taskledger.edge.auth;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Reads the bearer token of a request (RFC 6750, section 2.1) as Spring Security's resolver does, but without its
 * regular expression, which took a tenth of the CPU of a small request.
 */
final class BearerToken {

    private static final String SCHEME = "Bearer ";

    private BearerToken() {}

    /** The token, or null if there is none, a malformed one, or more than one {@code Authorization} header. */
    static @Nullable String of(HttpServletRequest request) {
        var headers = request.getHeaders("Authorization");
        if (!headers.hasMoreElements()) {
            return null;
        }
        var header = headers.nextElement();
        if (header == null || headers.hasMoreElements()) {
            return null; // a proxy in front may have checked the other header
        }
        return header.regionMatches(true, 0, SCHEME, 0, SCHEME.length()) && isToken(header, SCHEME.length())
                ? header.substring(SCHEME.length())
                : null;
    }

    /** The rule {@code b64token}: one or more of its characters, then any number of {@code =}. */
    private static boolean isToken(String header, int start) {
        int end = header.length();
        while (end > start && header.charAt(end - 1) == '=') {
            end--;
        }
        for (int i = start; i < end; i++) {
            if (!isTokenCharacter(header.charAt(i))) {
                return false;
            }
        }
        return end > start;
    }

    private static boolean isTokenCharacter(char c) {
        return c >= 'a' && c <= 'z'
                || c >= 'A' && c <= 'Z'
                || c >= '0' && c <= '9'
                || c == '-'
                || c == '.'
                || c == '_'
                || c == '~'
                || c == '+'
                || c == '/';
    }
}
