package io.taskledger.standalone.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The Prometheus queries of the dashboard and the alert rules. */
public final class Expressions {

    private static final Path FOLDER = Path.of("../deploy/monitoring");
    private static final Pattern NO_METRICS = Pattern.compile(
            "\"[^\"]*\"|\\{[^}]*}|\\[[^]]*]|\\b(?:by|without|on|ignoring) *\\([^)]*\\)|[a-z_]+(?= *\\()");
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");
    private static final Set<String> WORDS =
            Set.of("and", "or", "unless", "offset", "bool", "sum", "max", "min", "avg", "count");

    private Expressions() {}

    /** The names of all metrics in them, without {@code up}, which Prometheus creates itself. */
    public static Set<String> metrics() {
        var names = new TreeSet<String>();
        all().forEach(expression -> NAME.matcher(NO_METRICS.matcher(expression).replaceAll(" "))
                .results()
                .map(match -> match.group())
                .forEach(names::add));
        names.removeAll(WORDS);
        names.remove("up");
        return names;
    }

    private static Stream<String> all() {
        return Stream.concat(
                        ComposeTest.read(FOLDER.resolve("rules.yml")).findValues("expr").stream(),
                        dashboard().findValues("expr").stream())
                .map(JsonNode::stringValue);
    }

    private static JsonNode dashboard() {
        try {
            return JsonMapper.shared().readTree(Files.readString(FOLDER.resolve("grafana/taskledger.json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
