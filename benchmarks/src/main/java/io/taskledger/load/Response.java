package io.taskledger.load;

import org.jspecify.annotations.Nullable;

/**
 * An HTTP response.
 *
 * @param head status line and headers, each line preceded by CR LF except the first
 * @param text the body
 */
record Response(int status, String head, String text) {

    private static final String END = "\r\n";

    /** The value of a header, or null. */
    @Nullable
    String header(String name) {
        return header(head, name);
    }

    static @Nullable String header(String head, String name) {
        for (int line = head.indexOf(END); line >= 0; line = head.indexOf(END, line + 2)) {
            int colon = line + 2 + name.length();
            if (head.regionMatches(true, line + 2, name, 0, name.length())
                    && colon < head.length()
                    && head.charAt(colon) == ':') {
                int end = head.indexOf(END, colon);
                return head.substring(colon + 1, end < 0 ? head.length() : end).strip();
            }
        }
        return null;
    }
}
