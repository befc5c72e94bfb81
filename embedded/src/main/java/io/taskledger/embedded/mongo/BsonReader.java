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
import de.bwaldvogel.mongo.wire.BsonConstants;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads BSON of whole documents and of single fields: most queries need few of many fields. */
final class BsonReader {

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle BIG_LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int HEADER = Integer.BYTES;
    private static final int OBJECT_ID = 12;

    private BsonReader() {}

    static Document document(byte[] bson) {
        return document(bson, 0);
    }

    /** The value of a top-level field; missing if there is none. */
    static @Nullable Object field(byte[] bson, String name) {
        var wanted = name.getBytes(UTF_8);
        int at = HEADER;
        while (bson[at] != 0) {
            int type = bson[at];
            int key = at + 1;
            int value = afterText(bson, key);
            if (Arrays.equals(bson, key, value - 1, wanted, 0, wanted.length)) {
                return value(bson, type, value);
            }
            at = after(bson, type, value);
        }
        return Missing.getInstance();
    }

    /** The same document with the selected top-level fields only. */
    static byte[] selected(byte[] bson, FieldSelection selection) {
        var selected = new byte[bson.length];
        int size = HEADER;
        int at = HEADER;
        while (bson[at] != 0) {
            int value = afterText(bson, at + 1);
            int end = after(bson, bson[at], value);
            if (selection.includes(text(bson, at + 1, value - 1))) {
                System.arraycopy(bson, at, selected, size, end - at);
                size += end - at;
            }
            at = end;
        }
        INT.set(selected, 0, size + 1); // with the zero at its end
        return Arrays.copyOf(selected, size + 1);
    }

    private static Document document(byte[] bson, int from) {
        var document = new Document();
        int at = from + HEADER;
        while (bson[at] != 0) {
            int type = bson[at];
            int key = at + 1;
            int value = afterText(bson, key);
            document.put(text(bson, key, value - 1), value(bson, type, value));
            at = after(bson, type, value);
        }
        return document;
    }

    private static List<@Nullable Object> array(byte[] bson, int from) {
        var elements = new ArrayList<@Nullable Object>();
        int at = from + HEADER;
        while (bson[at] != 0) {
            int type = bson[at];
            int value = afterText(bson, at + 1);
            elements.add(value(bson, type, value));
            at = after(bson, type, value);
        }
        return elements;
    }

    private static @Nullable Object value(byte[] bson, int type, int at) {
        return switch (type) {
            case BsonConstants.TYPE_DOUBLE -> Double.longBitsToDouble((long) LONG.get(bson, at));
            case BsonConstants.TYPE_UTF8_STRING -> text(bson, at + HEADER, at + HEADER + length(bson, at) - 1);
            case BsonConstants.TYPE_EMBEDDED_DOCUMENT -> document(bson, at);
            case BsonConstants.TYPE_ARRAY -> array(bson, at);
            case BsonConstants.TYPE_DATA -> binary(bson, at);
            case BsonConstants.TYPE_UNDEFINED, BsonConstants.TYPE_NULL -> null;
            case BsonConstants.TYPE_OBJECT_ID -> new ObjectId(Arrays.copyOfRange(bson, at, at + OBJECT_ID));
            case BsonConstants.TYPE_BOOLEAN -> bson[at] != 0;
            case BsonConstants.TYPE_UTC_DATETIME -> Instant.ofEpochMilli((long) LONG.get(bson, at));
            case BsonConstants.TYPE_REGEX -> {
                int options = afterText(bson, at);
                yield new BsonRegularExpression(
                        text(bson, at, options - 1), text(bson, options, afterText(bson, options) - 1));
            }
            case BsonConstants.TYPE_JAVASCRIPT_CODE ->
                new BsonJavaScript(text(bson, at + HEADER, at + HEADER + length(bson, at) - 1));
            case BsonConstants.TYPE_INT32 -> (int) INT.get(bson, at);
            case BsonConstants.TYPE_TIMESTAMP -> new BsonTimestamp((long) LONG.get(bson, at));
            case BsonConstants.TYPE_INT64 -> (long) LONG.get(bson, at);
            case BsonConstants.TYPE_DECIMAL128 ->
                new Decimal128((long) LONG.get(bson, at), (long) LONG.get(bson, at + Long.BYTES));
            case BsonConstants.TYPE_MIN_KEY -> MinKey.getInstance();
            case BsonConstants.TYPE_MAX_KEY -> MaxKey.getInstance();
            default -> throw new IllegalStateException("Stored BSON has a value of type " + type);
        };
    }

    private static Object binary(byte[] bson, int at) {
        int start = at + HEADER + 1;
        return switch (bson[at + HEADER]) {
            case BsonConstants.BINARY_SUBTYPE_OLD_UUID ->
                new LegacyUUID((long) LONG.get(bson, start), (long) LONG.get(bson, start + Long.BYTES));
            case BsonConstants.BINARY_SUBTYPE_UUID ->
                new UUID((long) BIG_LONG.get(bson, start), (long) BIG_LONG.get(bson, start + Long.BYTES));
            default -> new BinData(Arrays.copyOfRange(bson, start, start + length(bson, at)));
        };
    }

    /** Where the next element begins. */
    private static int after(byte[] bson, int type, int at) {
        return switch (type) {
            case BsonConstants.TYPE_UTF8_STRING, BsonConstants.TYPE_JAVASCRIPT_CODE -> at + HEADER + length(bson, at);
            case BsonConstants.TYPE_EMBEDDED_DOCUMENT, BsonConstants.TYPE_ARRAY -> at + length(bson, at);
            case BsonConstants.TYPE_DATA -> at + HEADER + 1 + length(bson, at);
            case BsonConstants.TYPE_REGEX -> afterText(bson, afterText(bson, at));
            case BsonConstants.TYPE_OBJECT_ID -> at + OBJECT_ID;
            case BsonConstants.TYPE_BOOLEAN -> at + 1;
            case BsonConstants.TYPE_INT32 -> at + Integer.BYTES;
            case BsonConstants.TYPE_DECIMAL128 -> at + 2 * Long.BYTES;
            case BsonConstants.TYPE_DOUBLE,
                    BsonConstants.TYPE_INT64,
                    BsonConstants.TYPE_UTC_DATETIME,
                    BsonConstants.TYPE_TIMESTAMP -> at + Long.BYTES;
            default -> at;
        };
    }

    private static int length(byte[] bson, int at) {
        return (int) INT.get(bson, at);
    }

    private static int afterText(byte[] bson, int at) {
        int end = at;
        while (bson[end] != 0) {
            end++;
        }
        return end + 1;
    }

    private static String text(byte[] bson, int from, int to) {
        return new String(bson, from, to - from, UTF_8);
    }
}
