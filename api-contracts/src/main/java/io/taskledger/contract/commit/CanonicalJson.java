package io.taskledger.contract.commit;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON in the canonical form that is hashed: RFC 8785 (JCS) for objects, arrays, texts and integers. No white
 * space; the caller must write the keys of an object in ascending order of their UTF-16 code units, and every key once:
 * another order throws {@link IllegalStateException}, because what is hashed once cannot be corrected later. Not
 * thread-safe.
 */
public final class CanonicalJson {

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    /** The largest integer up to which all integers are exact as doubles, 2^53 - 1 (RFC 7493, 2.2). */
    private static final long EXACT = (1L << 53) - 1;

    private byte[] bytes;
    private int length;
    private boolean first = true;

    /** The last key of every open object, the outermost at 1. */
    private @Nullable String[] lastKeys = new String[8];

    private int depth;

    public CanonicalJson() {
        this(512);
    }

    /** @param capacity the expected number of bytes */
    public CanonicalJson(int capacity) {
        bytes = new byte[capacity];
    }

    /** Opens an object, as an element of an array or as the whole document. */
    public CanonicalJson object() {
        return separate().enter().open('{');
    }

    /** Opens an object under a key. */
    public CanonicalJson object(String key) {
        return key(key).enter().open('{');
    }

    /** Closes the innermost object. */
    public CanonicalJson endObject() {
        depth--;
        return close('}');
    }

    /** Opens an array under a key. */
    public CanonicalJson array(String key) {
        return key(key).open('[');
    }

    /** Closes the innermost array. */
    public CanonicalJson endArray() {
        return close(']');
    }

    /** A text under a key; null is written as JSON's null. */
    public CanonicalJson text(String key, @Nullable String value) {
        key(key);
        if (value == null) {
            return ascii("null");
        }
        return quoted(value);
    }

    /** A text as an element of an array. */
    public CanonicalJson text(String value) {
        return separate().quoted(value);
    }

    /**
     * An integer under a key.
     *
     * @throws IllegalArgumentException outside of +-(2^53 - 1), which JSON readers cannot all represent
     */
    public CanonicalJson number(String key, long value) {
        if (value > EXACT || value < -EXACT) {
            throw new IllegalArgumentException(key + " is not an exact JSON number: " + value);
        }
        return key(key).ascii(Long.toString(value));
    }

    /** A value that is already canonical JSON. */
    public CanonicalJson raw(String key, byte[] canonical) {
        return key(key).raw(canonical);
    }

    /** Starts in the middle of an object whose earlier keys, up to this one, were written elsewhere. */
    CanonicalJson continuing(String lastKey) {
        enter().lastKeys[depth] = lastKey;
        first = false;
        return this;
    }

    private CanonicalJson raw(byte[] canonical) {
        room(canonical.length);
        System.arraycopy(canonical, 0, bytes, length, canonical.length);
        length += canonical.length;
        return this;
    }

    /** A copy of everything written so far. */
    public byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    private CanonicalJson open(char bracket) {
        put(bracket);
        first = true;
        return this;
    }

    private CanonicalJson close(char bracket) {
        put(bracket);
        first = false;
        return this;
    }

    private CanonicalJson enter() {
        depth++;
        if (depth == lastKeys.length) {
            lastKeys = Arrays.copyOf(lastKeys, depth * 2);
        }
        lastKeys[depth] = null;
        return this;
    }

    private CanonicalJson key(String key) {
        var last = lastKeys[depth];
        if (last != null && key.compareTo(last) <= 0) {
            throw new IllegalStateException("Key " + key + " after " + last + ": keys must ascend");
        }
        lastKeys[depth] = key;
        separate().quoted(key).put(':');
        return this;
    }

    private CanonicalJson separate() {
        if (!first) {
            put(',');
        }
        first = false;
        return this;
    }

    private CanonicalJson ascii(String text) {
        for (int i = 0; i < text.length(); i++) {
            put(text.charAt(i));
        }
        return this;
    }

    private CanonicalJson quoted(String text) {
        put('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                i += beyondAscii(text, i);
            } else if (c < 0x20 || c == '"' || c == '\\') {
                escaped(c);
            } else {
                put(c);
            }
        }
        put('"');
        return this;
    }

    private void escaped(char c) {
        put('\\');
        switch (c) {
            case '"', '\\' -> put(c);
            case '\b' -> put('b');
            case '\t' -> put('t');
            case '\n' -> put('n');
            case '\f' -> put('f');
            case '\r' -> put('r');
            default -> {
                ascii("u00");
                put(HEX[c >> 4]);
                put(HEX[c & 15]);
            }
        }
    }

    /** Writes the code point at the index as UTF-8 and returns how many additional chars it used. */
    private int beyondAscii(String text, int index) {
        int point = text.codePointAt(index);
        if (point < 0x800) {
            put(0xc0 | point >> 6);
        } else if (point < 0x10000) {
            if (Character.isSurrogate((char) point)) {
                throw new IllegalArgumentException("An unpaired surrogate has no UTF-8 form");
            }
            put(0xe0 | point >> 12);
            put(0x80 | ((point >> 6) & 0x3f));
        } else {
            put(0xf0 | point >> 18);
            put(0x80 | ((point >> 12) & 0x3f));
            put(0x80 | ((point >> 6) & 0x3f));
        }
        put(0x80 | (point & 0x3f));
        return Character.charCount(point) - 1;
    }

    private void put(int oneByte) {
        room(1);
        bytes[length++] = (byte) oneByte;
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
