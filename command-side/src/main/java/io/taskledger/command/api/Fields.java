package io.taskledger.command.api;

import io.taskledger.edge.problem.ProblemException;
import io.taskledger.edge.problem.Violation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The fields of a JSON object, read one by one; collects all their faults. */
final class Fields {

    private static final int SHOWN = 64;

    private final ObjectNode object;
    private final String prefix;
    private final List<Violation> wrong;
    private final Set<String> unread;

    private Fields(ObjectNode object, String prefix, List<Violation> wrong) {
        this.object = object;
        this.prefix = prefix;
        this.wrong = wrong;
        unread = new LinkedHashSet<>(object.propertyNames());
    }

    static Fields of(ObjectNode object) {
        return new Fields(object, "", new ArrayList<>());
    }

    /** The fields of an object inside this one; their faults are added to these. */
    Fields nested(ObjectNode inner, String name) {
        return new Fields(inner, prefix + name + '.', wrong);
    }

    boolean has(String name) {
        return object.has(name);
    }

    boolean isNull(String name) {
        return object.has(name) && object.get(name).isNull();
    }

    /** Ignores these fields. */
    Fields ignoring(Set<String> names) {
        unread.removeAll(names);
        return this;
    }

    void wrong(String name, String message) {
        wrong.add(new Violation(prefix + shown(name), message));
    }

    /** Adds a fault for each absent field. */
    void require(String message, String... names) {
        for (var name : names) {
            if (!has(name)) {
                wrong(name, message);
            }
        }
    }

    /** Null if absent or invalid. */
    @Nullable
    String text(String name) {
        return read(name, "must be a text", node -> node.isString() ? node.stringValue() : null);
    }

    /** Null if absent or invalid. */
    @Nullable
    List<String> texts(String name) {
        return read(
                name,
                "must be a list of texts",
                node -> node.isArray() && node.valueStream().allMatch(JsonNode::isString)
                        ? node.valueStream().map(JsonNode::stringValue).toList()
                        : null);
    }

    /** Null if absent or invalid. */
    @Nullable
    Long version(String name) {
        return read(
                name,
                "must be a version, a whole number from 1",
                node -> node.isIntegralNumber() && node.canConvertToLong() && node.longValue() > 0
                        ? (Long) node.longValue()
                        : null);
    }

    /** Null if absent or invalid. */
    @Nullable
    JsonNode array(String name) {
        return read(name, "must be a list", node -> node.isArray() ? node : null);
    }

    /** Converts a text; the function returns null if it cannot. Null if absent or invalid. */
    <T> @Nullable T parsed(String name, String message, Function<String, @Nullable T> parse) {
        return read(name, message, node -> node.isString() ? parse.apply(node.stringValue()) : null);
    }

    private <T> @Nullable T read(String name, String message, Function<JsonNode, @Nullable T> reader) {
        unread.remove(name);
        var node = object.get(name);
        if (node == null) {
            return null;
        }
        var value = reader.apply(node);
        if (value == null) {
            wrong(name, node.isNull() ? "must not be null" : message);
        }
        return value;
    }

    /** Adds a fault for each field that was not read. */
    void end() {
        unread.forEach(name -> wrong(name, "is not a field of this request"));
    }

    /** @throws ProblemException 422 if there is any fault */
    void check() {
        if (!wrong.isEmpty()) {
            throw ProblemException.invalid(wrong);
        }
    }

    /** Shortens a field name from the client, so that the response stays short and valid. */
    private static String shown(String name) {
        return name.codePoints()
                .limit(SHOWN)
                .map(c -> Character.isISOControl(c) || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE
                        ? '?'
                        : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
