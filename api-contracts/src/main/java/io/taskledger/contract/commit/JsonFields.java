package io.taskledger.contract.commit;

import io.taskledger.contract.Wire;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/**
 * A stored JSON object, with readers whose errors name the field. Every reader throws {@link IllegalArgumentException}
 * if the field is absent or has another type. Neither messages nor causes quote a value, because they are logged. Not
 * thread-safe.
 *
 * @param values texts as String, integers as Long, objects as Map, arrays as List
 */
public record JsonFields(Map<String, @Nullable Object> values) {

    /** UTF-8 only: with other encodings there are no byte offsets by which raw values could be cut out. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
            .build();

    /**
     * Parses one object.
     *
     * @param raw keys, at any depth, whose values are objects that are kept as {@code byte[]}, exactly as in the input
     * @throws IllegalArgumentException if the input is not one well-formed object in UTF-8
     */
    public static JsonFields parse(byte[] json, Set<String> raw) {
        try (var parser = JSON.createParser(ObjectReadContext.empty(), json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("Not a JSON object");
            }
            var fields = new JsonFields(object(parser, json, raw));
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException("There is text after the JSON object");
            }
            return fields;
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    "Not well-formed JSON: " + e.getClass().getSimpleName());
        }
    }

    public String text(String key) {
        return value(key, String.class);
    }

    public @Nullable String textOrNull(String key) {
        return isNull(key) ? null : text(key);
    }

    public long number(String key) {
        return value(key, Long.class);
    }

    /** Only the canonical form of 36 characters; {@link UUID#fromString} accepts other forms too. */
    public UUID uuid(String key) {
        return canonical(key, UUID::fromString, UUID::toString);
    }

    /** Only the form that {@link Wire#time(Instant)} writes. */
    public Instant time(String key) {
        return parsed(key, text(key), Wire::time);
    }

    /** A value with exactly one text form; any other text for the same value is refused. */
    public <T> T canonical(String key, Function<String, T> read, Function<T, String> write) {
        var text = text(key);
        var value = parsed(key, text, read);
        if (!write.apply(value).equals(text)) {
            throw unreadable(key);
        }
        return value;
    }

    private static <T> T parsed(String key, String text, Function<String, T> read) {
        try {
            return read.apply(text);
        } catch (IllegalArgumentException | DateTimeException _) {
            throw unreadable(key); // the cause would quote the value
        }
    }

    private static IllegalArgumentException unreadable(String key) {
        return new IllegalArgumentException(key + " has a value of the wrong form");
    }

    @SuppressWarnings("unchecked") // the parser below creates no other maps
    public JsonFields object(String key) {
        return new JsonFields((Map<String, @Nullable Object>) value(key, Map.class));
    }

    public List<String> texts(String key) {
        return elements(key, String.class);
    }

    @SuppressWarnings("unchecked") // the parser below creates no other maps
    public List<JsonFields> objects(String key) {
        return elements(key, Map.class).stream()
                .map(map -> new JsonFields((Map<String, @Nullable Object>) map))
                .toList();
    }

    /** The bytes of a value whose key was declared as raw. */
    public byte[] raw(String key) {
        return value(key, byte[].class);
    }

    public boolean has(String key) {
        return values.containsKey(key);
    }

    /** Whether the field is present with the value null. */
    public boolean isNull(String key) {
        return values.containsKey(key) && values.get(key) == null;
    }

    private <T> T value(String key, Class<T> type) {
        return cast(key, values.get(key), type);
    }

    private <T> List<T> elements(String key, Class<T> type) {
        var elements = new ArrayList<T>();
        for (var element : value(key, List.class)) {
            elements.add(cast(key, element, type));
        }
        return elements;
    }

    private static <T> T cast(String key, @Nullable Object value, Class<T> type) {
        if (!type.isInstance(value)) {
            throw new IllegalArgumentException(key + " is missing or not of type " + type.getSimpleName());
        }
        return type.cast(value);
    }

    private static Map<String, @Nullable Object> object(JsonParser parser, byte[] json, Set<String> raw) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var key = parser.currentName();
            parser.nextToken();
            values.put(key, raw.contains(key) ? slice(parser, json) : value(parser, json, raw));
        }
        return values;
    }

    private static @Nullable Object value(JsonParser parser, byte[] json, Set<String> raw) {
        return switch (parser.currentToken()) {
            case VALUE_STRING -> parser.getString();
            case VALUE_NUMBER_INT -> parser.getLongValue();
            case VALUE_NULL -> null;
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case START_OBJECT -> object(parser, json, raw);
            case START_ARRAY -> array(parser, json, raw);
            default -> throw new IllegalArgumentException("Value not allowed here: " + parser.currentToken());
        };
    }

    private static List<@Nullable Object> array(JsonParser parser, byte[] json, Set<String> raw) {
        var elements = new ArrayList<@Nullable Object>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(value(parser, json, raw));
        }
        return elements;
    }

    private static byte[] slice(JsonParser parser, byte[] json) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw new IllegalArgumentException("Not an object where one is expected");
        }
        int start = (int) parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        return Arrays.copyOfRange(json, start, (int) parser.currentLocation().getByteOffset());
    }
}
