package io.taskledger.contract;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Compares the responses of a running service with openapi.yaml. The tests of both sides use it. */
public final class ApiAnswers {

    private static final String FILE = "openapi.yaml";
    private static final JsonNode API = Documents.read(FILE);
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    /** The failures that any path may return, according to the introduction of the document. */
    private static final Set<Integer> ANYWHERE = Set.of(404, 405, 406, 415, 507);

    private ApiAnswers() {}

    /**
     * The faults of a response; empty if there are none.
     *
     * @param method upper case
     * @param path without a query
     * @param headers of the response; names in any case
     * @param body empty if there is none
     */
    public static List<String> complaints(
            String method, String path, int status, Map<String, List<String>> headers, String body) {
        var template = template(path);
        if (template.isEmpty()) {
            return problem(status, headers, body);
        }
        var operation = API.path("paths").path(template.get()).path(method.toLowerCase(Locale.ROOT));
        if (operation.isMissingNode()) {
            return problem(status, headers, body);
        }
        var response = resolved(operation.path("responses").path(Integer.toString(status)));
        if (response.isMissingNode()) {
            return ANYWHERE.contains(status)
                    ? problem(status, headers, body)
                    : List.of(method + " " + template.get() + " does not document " + status);
        }
        var complaints = new ArrayList<String>();
        response.path("headers").propertyStream().forEach(header -> {
            var described = resolved(header.getValue());
            var value = first(headers, header.getKey());
            if (value.isEmpty() && described.path("required").asBoolean(false)) {
                complaints.add(status + " lacks the header " + header.getKey());
            }
            var pattern = described.path("schema").path("pattern");
            if (pattern.isString() && value.isPresent() && !value.get().matches(pattern.stringValue())) {
                complaints.add(header.getKey() + " is " + value.get());
            }
        });
        var content = response.path("content");
        if (content.isEmpty()) {
            if (!body.isEmpty()) {
                complaints.add(status + " has a body");
            }
            return complaints;
        }
        var type = first(headers, "Content-Type").orElse("none").replaceFirst(";.*", "");
        if (!content.has(type)) {
            complaints.add(status + " is of type " + type);
        } else {
            complaints.addAll(violations(content.path(type).at("/schema/$ref").stringValue(), body));
        }
        return complaints;
    }

    private static List<String> problem(int status, Map<String, List<String>> headers, String body) {
        var type = first(headers, "Content-Type").orElse("none");
        return status >= 400 && type.startsWith("application/problem+json")
                ? violations("#/components/schemas/Problem", body)
                : List.of("An answer " + status + " of type " + type + " on a path that is not documented");
    }

    /** The violations of the schema in this JSON. */
    static List<String> violations(String reference, String body) {
        return SCHEMAS
                .getSchema(SchemaLocation.of("classpath:" + FILE + reference))
                .validate(body, InputFormat.JSON)
                .stream()
                .map(Object::toString)
                .toList();
    }

    /** A path without parameters comes before one with parameters. */
    private static Optional<String> template(String path) {
        return API.path("paths").propertyNames().stream()
                .sorted(Comparator.comparing((String template) -> template.contains("{")))
                .filter(template -> path.matches(template.replaceAll("\\{[^}]+}", "[^/]+")))
                .findFirst();
    }

    private static Optional<String> first(Map<String, List<String>> headers, String name) {
        return headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .flatMap(header -> header.getValue().stream())
                .findFirst();
    }

    private static JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? Documents.resolve(FILE, node.path("$ref").stringValue()) : node;
    }
}
