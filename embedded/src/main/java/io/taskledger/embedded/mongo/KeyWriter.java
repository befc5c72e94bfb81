package io.taskledger.embedded.mongo;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.BsonJavaScript;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.BsonTimestamp;
import de.bwaldvogel.mongo.bson.Decimal128;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.LegacyUUID;
import de.bwaldvogel.mongo.bson.MaxKey;
import de.bwaldvogel.mongo.bson.MinKey;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes values as bytes whose order, compared as unsigned bytes, is MongoDB's order of values of all types. No value's
 * bytes begin with all of another value's bytes, so several values can follow each other, and no value begins with
 * {@code 0xFF}. A missing value is null; an array as a value of an index never comes here, only its elements. Decimals
 * count as the nearest double. Not thread-safe.
 */
final class KeyWriter {

    private static final int EMPTY_ARRAY = 0x0C;
    private static final int NULL = 0x10;
    private static final int NUMBER = 0x20;
    private static final int STRING = 0x30;
    private static final int MIN_KEY = 0x05;
    private static final int OBJECT = 0x40;
    private static final int ARRAY = 0x50;
    private static final int BINARY = 0x60;
    private static final int OBJECT_ID = 0x70;
    private static final int BOOLEAN = 0x80;
    private static final int DATE = 0x90;
    private static final int TIMESTAMP = 0xA0;
    private static final int REGEX = 0xB0;
    private static final int CODE = 0xC0;
    private static final int MAX_KEY = 0xF0;

    /** Follows a zero byte inside a text, so that the text is greater than one that ends there. */
    private static final int NOT_THE_END = 0xFF;

    private byte[] bytes = new byte[128];
    private int size;

    /** The bytes of one value, ascending. */
    static byte[] of(@Nullable Object value) {
        var writer = new KeyWriter();
        writer.value(value);
        return writer.toBytes();
    }

    /** Whether queries for this value can use the bytes. */
    static boolean canCompare(@Nullable Object value) {
        return !(value instanceof Collection)
                && !(value instanceof BsonRegularExpression)
                && !(value instanceof Decimal128)
                && !(value instanceof MinKey)
                && !(value instanceof MaxKey);
    }

    void clear() {
        size = 0;
    }

    /** Forgets what was written since the size was this. */
    void back(int to) {
        size = to;
    }

    int size() {
        return size;
    }

    byte[] bytes() {
        return bytes;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    /** Writes a value so that greater values come first. */
    void inverted(@Nullable Object value) {
        int start = size;
        value(value);
        for (int i = start; i < size; i++) {
            bytes[i] = (byte) ~bytes[i];
        }
    }

    void value(@Nullable Object value) {
        switch (value) {
            case null -> one(NULL);
            case Missing missing -> one(NULL);
            case String text -> text(STRING, text);
            case Number number -> number(number);
            case Instant time -> one(DATE).eight(time.toEpochMilli() ^ Long.MIN_VALUE);
            case Boolean flag -> one(BOOLEAN).one(flag ? 1 : 0);
            case Document document -> document(document);
            case Collection<?> elements -> array(elements);
            case BinData binary -> binary(0, binary.getData());
            case UUID uuid -> binary(uuid);
            case LegacyUUID uuid -> binary(uuid.getUuid());
            case ObjectId id -> one(OBJECT_ID).all(id.toByteArray());
            case BsonTimestamp time -> one(TIMESTAMP).eight(time.getValue());
            case BsonRegularExpression regex -> {
                text(REGEX, regex.getPattern());
                text(STRING, String.valueOf(regex.getOptions()));
            }
            case BsonJavaScript code -> text(CODE, code.getCode());
            case MinKey least -> one(MIN_KEY);
            case MaxKey greatest -> one(MAX_KEY);
            default -> throw new IllegalArgumentException("No order for " + value.getClass());
        }
    }

    /** An array without elements comes before null. */
    void emptyArray(boolean rising) {
        one(rising ? EMPTY_ARRAY : ~EMPTY_ARRAY);
    }

    /** Writes the place of a document, which ends a key. */
    void position(int position) {
        room(Integer.BYTES);
        for (int shift = 24; shift >= 0; shift -= 8) {
            bytes[size++] = (byte) (position >>> shift);
        }
    }

    private void text(int type, String text) {
        one(type);
        int length = text.length();
        room(length + 1);
        for (int i = 0; i < length; i++) {
            char character = text.charAt(i);
            if (character == 0 || character >= 0x80) {
                rest(text.substring(i).getBytes(UTF_8));
                break;
            }
            bytes[size++] = (byte) character;
        }
        one(0);
    }

    private void rest(byte[] text) {
        room(2 * text.length + 1);
        for (byte part : text) {
            bytes[size++] = part;
            if (part == 0) {
                bytes[size++] = (byte) NOT_THE_END;
            }
        }
    }

    /** A double, and what an integer has beyond it: the nearest double of a great integer is a different number. */
    private void number(Number number) {
        double nearest = number.doubleValue();
        long beyond = 0;
        if (number instanceof Long integer) {
            beyond = nearest == 0x1p63 ? integer - Long.MAX_VALUE - 1 : integer - (long) nearest;
        }
        long bits = Double.doubleToLongBits(nearest == 0 ? 0.0 : nearest);
        long ordered = Double.isNaN(nearest) ? 0 : bits < 0 ? ~bits : bits ^ Long.MIN_VALUE;
        one(NUMBER).eight(ordered).one((int) (beyond + 0x8000 >> 8)).one((int) beyond);
    }

    private void document(Document document) {
        one(OBJECT);
        document.forEach((name, value) -> {
            int start = size;
            value(value);
            int type = bytes[start];
            size = start;
            text(type & 0xFF, name);
            value(value);
        });
        one(0);
    }

    private void array(Collection<?> elements) {
        one(ARRAY);
        elements.forEach(this::value);
        one(0);
    }

    private void binary(UUID uuid) {
        one(BINARY).four(16).one(4).eight(uuid.getMostSignificantBits()).eight(uuid.getLeastSignificantBits());
    }

    private void binary(int subtype, byte[] data) {
        one(BINARY).four(data.length).one(subtype).all(data);
    }

    private KeyWriter one(int value) {
        room(1);
        bytes[size++] = (byte) value;
        return this;
    }

    private KeyWriter four(int value) {
        return one(value >>> 24).one(value >>> 16).one(value >>> 8).one(value);
    }

    private KeyWriter eight(long value) {
        return four((int) (value >>> 32)).four((int) value);
    }

    void all(byte[] data) {
        room(data.length);
        System.arraycopy(data, 0, bytes, size, data.length);
        size += data.length;
    }

    private void room(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
        }
    }
}
