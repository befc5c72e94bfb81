package io.taskledger.contract;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** Generates values that a schema of openapi.yaml allows. */
final class SchemaValues {

    static final String CANARY = "Qz7canary";

    private static final String FILE = "openapi.yaml";
    private static final JsonNodeFactory JSON = JsonMapper.shared().getNodeFactory();
    private static final Arbitrary<String> CHARACTERS =
            Arbitraries.of("a", "Z", "7", "é", "日", "🎉", "-", "\"", "\\", "<", "&", "%", "'", "$", "{", "/");

    /** Ids of which some exist, so that not every request gets 404. */
    private final List<UUID> ids;

    SchemaValues(List<UUID> ids) {
        this.ids = ids;
    }

    Arbitrary<JsonNode> of(JsonNode schema) {
        if (schema.has("$ref")) {
            return of(Documents.resolve(FILE, schema.path("$ref").stringValue()));
        }
        if (schema.has("const")) {
            return Arbitraries.just(schema.path("const"));
        }
        for (var choice : List.of("enum", "examples")) {
            if (schema.has(choice)) {
                return Arbitraries.of(schema.path(choice).valueStream().toList());
            }
        }
        for (var choice : List.of("anyOf", "oneOf")) {
            if (schema.has(choice)) {
                return Arbitraries.oneOf(
                        schema.path(choice).valueStream().map(this::of).toList());
            }
        }
        return schema.has("format") && !schema.path("format").stringValue().equals("int64")
                ? formatted(schema.path("format").stringValue())
                : typed(schema);
    }

    private Arbitrary<JsonNode> formatted(String format) {
        var instants = Arbitraries.longs().between(0, 4_000_000_000_000L).map(Instant::ofEpochMilli);
        return switch (format) {
            case "uuid" ->
                Arbitraries.oneOf(Arbitraries.of(ids), Arbitraries.create(UUID::randomUUID))
                        .map(id -> JSON.stringNode(id.toString()));
            case "date-time" -> instants.map(instant -> JSON.stringNode(instant.toString()));
            case "date" ->
                instants.map(instant -> JSON.stringNode(
                        LocalDate.ofInstant(instant, ZoneOffset.UTC).toString()));
            default -> throw new IllegalArgumentException("No generator for the format " + format);
        };
    }

    private Arbitrary<JsonNode> typed(JsonNode schema) {
        return switch (schema.path("type").asString("any")) {
            case "string" ->
                text(schema.path("minLength").asInt(0), schema.path("maxLength").asInt(100))
                        .map(JSON::stringNode);
            case "integer" ->
                Arbitraries.longs()
                        .between(
                                schema.path("minimum").asLong(0),
                                schema.path("maximum").asLong(Long.MAX_VALUE))
                        .map(JSON::numberNode);
            case "boolean" -> Arbitraries.of(JSON.booleanNode(true), JSON.booleanNode(false));
            case "null" -> Arbitraries.just(JSON.nullNode());
            case "array" ->
                of(schema.path("items"))
                        .list()
                        .ofMinSize(schema.path("minItems").asInt(0))
                        .ofMaxSize(Math.min(20, schema.path("maxItems").asInt(5)))
                        .map(items -> JSON.arrayNode().addAll(items));
            case "object" -> object(schema);
            default -> Arbitraries.of(JSON.nullNode(), JSON.numberNode(1), JSON.stringNode(CANARY), JSON.objectNode());
        };
    }

    /** Trimmed and without control characters, like all our texts. */
    static Arbitrary<String> text(int least, int most) {
        return most <= CANARY.length()
                ? CHARACTERS.list().ofMinSize(least).ofMaxSize(most).map(parts -> String.join("", parts))
                : CHARACTERS.list().ofMaxSize(most - CANARY.length()).map(parts -> CANARY + String.join("", parts));
    }

    private Arbitrary<JsonNode> object(JsonNode schema) {
        var required =
                schema.path("required").valueStream().map(JsonNode::stringValue).toList();
        List<String> names = new ArrayList<>(schema.path("properties").propertyNames());
        var members = names.stream()
                .map(name -> {
                    var value = of(schema.path("properties").path(name));
                    return required.contains(name) ? value.map(Optional::of) : optional(value);
                })
                .toList();
        return Combinators.combine(members).as(values -> {
            var object = JSON.objectNode();
            for (int i = 0; i < names.size(); i++) {
                var name = names.get(i);
                values.get(i).ifPresent(value -> object.set(name, value));
            }
            return object;
        });
    }

    static <T> Arbitrary<Optional<T>> optional(Arbitrary<T> value) {
        return Arbitraries.oneOf(Arbitraries.just(Optional.empty()), value.map(Optional::of));
    }
}
