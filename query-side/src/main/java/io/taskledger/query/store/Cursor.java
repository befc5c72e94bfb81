package io.taskledger.query.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * Where a page starts: after the entry that these parts tell. Bound to what was asked for, so that it cannot be used
 * with another question; it is no secret, and gives no access to anything.
 *
 * @param parts without line feeds
 */
public record Cursor(List<String> parts) {

    private static final int BINDING = 8;

    public Cursor {
        parts = List.copyOf(parts);
    }

    /** @param question everything but the cursor that decides what the pages hold */
    public String write(String question) {
        byte[] text = String.join("\n", parts).getBytes(StandardCharsets.UTF_8);
        byte[] all = Arrays.copyOf(binding(question), BINDING + text.length);
        System.arraycopy(text, 0, all, BINDING, text.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(all);
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IllegalArgumentException if it was not written for this question, or not by {@link #write}
     */
    public static Cursor read(String cursor, String question) {
        byte[] all = Base64.getUrlDecoder().decode(cursor);
        if (all.length < BINDING || !Arrays.equals(Arrays.copyOf(all, BINDING), binding(question))) {
            throw new IllegalArgumentException("The cursor belongs to another query");
        }
        var text = new String(all, BINDING, all.length - BINDING, StandardCharsets.UTF_8);
        return new Cursor(List.of(text.split("\n", -1)));
    }

    private static byte[] binding(String question) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(question.getBytes(StandardCharsets.UTF_8));
            return Arrays.copyOf(digest, BINDING);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This JDK has no SHA-256", e);
        }
    }
}
