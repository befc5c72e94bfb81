package io.taskledger.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Generates requests to every operation of openapi.yaml: valid ones, and ones with a flaw. */
public final class ApiRequests {

    /** Part of every text that is sent and long enough, so that a leak into a log is found. */
    public static final String CANARY = SchemaValues.CANARY;

    private static final String FILE = "openapi.yaml";
    private static final JsonNode API = Documents.read(FILE);
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    /** Only the server makes cursors; the two days are valid only as a range. */
    private static final Set<String> UNSOUND_ALONE = Set.of("cursor", "from", "to");

    /** Headers whose grammar is not in a schema; only the server makes consistency tokens. */
    private static final Map<String, Arbitrary<String>> MADE = Map.of(
            "If-Match", Arbitraries.of("\"1\"", "\"2\", \"3\"", "*", "\"999\""),
            "If-None-Match", Arbitraries.of("\"1\"", "W/\"abc\"", "*", "\"a\", \"b\""),
            "Idempotency-Key", Arbitraries.create(() -> "\"" + UUID.randomUUID() + "\""),
            "Prefer", Arbitraries.of("wait=1", "wait=9", "respond-async", "wait=1, respond-async"));

    private final SchemaValues values;
    private final String user;

    /**
     * @param ids of tasks, some of which exist
     * @param user the caller
     */
    public ApiRequests(List<UUID> ids, String user) {
        values = new SchemaValues(ids);
        this.user = user;
    }

    /** An operation with everything that the document says about it. */
    private record Operation(String path, String method, JsonNode node) {

        String id() {
            return node.path("operationId").stringValue();
        }

        List<JsonNode> parameters(String in) {
            return Stream.of(API.at("/paths").path(path), node)
                    .flatMap(owner -> owner.path("parameters").valueStream())
                    .map(ApiRequests::resolved)
                    .filter(parameter -> parameter.path("in").stringValue().equals(in))
                    .toList();
        }

        Optional<Map.Entry<String, JsonNode>> body() {
            return node.at("/requestBody/content").propertyStream().findFirst();
        }
    }

    private static Stream<Operation> operations() {
        return API.path("paths")
                .propertyStream()
                .flatMap(path -> path.getValue()
                        .propertyStream()
                        .filter(member -> METHODS.contains(member.getKey()))
                        .map(member -> new Operation(path.getKey(), member.getKey(), member.getValue())));
    }

    /** Every operation's id with the statuses that it documents. */
    public static Map<String, List<Integer>> documented() {
        Map<String, List<Integer>> documented = new TreeMap<>();
        operations()
                .forEach(operation -> documented.put(
                        operation.id(),
                        operation.node.path("responses").propertyNames().stream()
                                .map(Integer::valueOf)
                                .toList()));
        return documented;
    }

    /** Requests that the document allows. */
    public Arbitrary<ApiRequest> sound() {
        return Arbitraries.oneOf(operations().map(this::sound).toList());
    }

    /** Valid requests to one operation. */
    public Arbitrary<ApiRequest> sound(String operationId) {
        return operations()
                .filter(operation -> operation.id().equals(operationId))
                .map(this::sound)
                .findFirst()
                .orElseThrow();
    }

    /** Requests with one flaw each. */
    public Arbitrary<ApiRequest> flawed() {
        return Combinators.combine(
                        sound(),
                        Arbitraries.of(Flaw.values()),
                        Arbitraries.integers().between(0, 999))
                .as((request, flaw, choice) -> flaw.in(request, choice));
    }

    /** Whether the document forbids this body: JSON of the wrong form, or not JSON. */
    public static boolean forbids(ApiRequest request) {
        return operations()
                .filter(operation -> operation.id().equals(request.operation()))
                .flatMap(operation -> operation.body().stream())
                .anyMatch(body ->
                        breaks(body.getValue().at("/schema/$ref").stringValue(), new String(request.body(), UTF_8)));
    }

    private static boolean breaks(String schema, String body) {
        try {
            return !ApiAnswers.violations(schema, body).isEmpty();
        } catch (JacksonException e) {
            return true;
        }
    }

    private Arbitrary<ApiRequest> sound(Operation operation) {
        var path = path(operation);
        var query = query(operation);
        var headers = headers(operation);
        var body = operation
                .body()
                .map(described -> values.of(described.getValue().path("schema"))
                        .map(value -> value.toString().getBytes(UTF_8)))
                .orElseGet(() -> Arbitraries.just(new byte[0]));
        return Combinators.combine(path, query, headers, body)
                .as((at, parameters, given, content) -> new ApiRequest(
                        operation.id(),
                        operation.method.toUpperCase(Locale.ROOT),
                        parameters.isEmpty() ? at : at + "?" + String.join("&", parameters),
                        given,
                        content,
                        ApiRequest.NONE));
    }

    private Arbitrary<String> path(Operation operation) {
        if (operation.parameters("path").isEmpty()) {
            return Arbitraries.just(operation.path);
        }
        Arbitrary<String> id = operation.path.startsWith("/api/users/")
                ? Arbitraries.just(user)
                : values.of(operation.parameters("path").getFirst().path("schema"))
                        .map(JsonNode::stringValue);
        return id.map(some -> operation.path.replace("{id}", some));
    }

    private Arbitrary<List<String>> query(Operation operation) {
        List<Arbitrary<Optional<List<String>>>> parameters = new ArrayList<>();
        for (var parameter : operation.parameters("query")) {
            var name = parameter.path("name").stringValue();
            if (!UNSOUND_ALONE.contains(name)) {
                parameters.add(SchemaValues.optional(values.of(parameter.path("schema"))
                        .map(value -> value.isArray()
                                ? value.valueStream()
                                        .map(item -> pair(name, item))
                                        .toList()
                                : List.of(pair(name, value)))));
            }
        }
        return parameters.isEmpty()
                ? Arbitraries.just(List.of())
                : Combinators.combine(parameters)
                        .as(chosen -> chosen.stream()
                                .flatMap(Optional::stream)
                                .flatMap(List::stream)
                                .toList());
    }

    private static String pair(String name, JsonNode value) {
        return name + "=" + URLEncoder.encode(value.asString(), UTF_8);
    }

    private static Arbitrary<Map<String, String>> headers(Operation operation) {
        List<Arbitrary<Optional<Map.Entry<String, String>>>> headers = new ArrayList<>();
        operation
                .body()
                .ifPresent(
                        body -> headers.add(Arbitraries.just(Optional.of(Map.entry("Content-Type", body.getKey())))));
        for (var parameter : operation.parameters("header")) {
            var name = parameter.path("name").stringValue();
            if (MADE.containsKey(name)) {
                headers.add(SchemaValues.optional(MADE.get(name).map(value -> Map.entry(name, value))));
            }
        }
        return headers.isEmpty()
                ? Arbitraries.just(Map.of())
                : Combinators.combine(headers).as(chosen -> {
                    Map<String, String> given = new TreeMap<>();
                    chosen.forEach(some -> some.ifPresent(header -> given.put(header.getKey(), header.getValue())));
                    return given;
                });
    }

    private static JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? Documents.resolve(FILE, node.path("$ref").stringValue()) : node;
    }
}
