package io.taskledger.query.store;

import io.taskledger.contract.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * Where a page starts: after the entry that these parts identify. Bound to the query, so that it cannot be used with
 * another one. It is not secret and gives no access.
 *
 * @param parts without line feeds
 */
public record Cursor(List<String> parts) {

    private static final int BINDING = 8;

    public Cursor {
        parts = List.copyOf(parts);
    }

    /** @param question everything that determines the pages, except the cursor */
    public String write(String question) {
        var text = String.join("\n", parts).getBytes(StandardCharsets.UTF_8);
        var all = Arrays.copyOf(binding(question), BINDING + text.length);
        System.arraycopy(text, 0, all, BINDING, text.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(all);
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IllegalArgumentException if it was not written by {@link #write} for the same query
     */
    public static Cursor read(String cursor, String question) {
        var all = Base64.getUrlDecoder().decode(cursor);
        if (all.length < BINDING || !Arrays.equals(Arrays.copyOf(all, BINDING), binding(question))) {
            throw new IllegalArgumentException("The cursor belongs to another query");
        }
        var text = new String(all, BINDING, all.length - BINDING, StandardCharsets.UTF_8);
        return new Cursor(List.of(text.split("\n", -1)));
    }

    private static byte[] binding(String question) {
        return Arrays.copyOf(Sha256.of(question.getBytes(StandardCharsets.UTF_8)), BINDING);
    }
}
