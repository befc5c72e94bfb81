package io.taskledger.load;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What to measure.
 *
 * @param operations names of operations; empty for all
 * @param sizes how many tasks the owners of the lists have
 * @param warmUp the longest warm-up of an operation, in CPU time of the site
 * @param window the length of a repetition
 * @param openLoop the length of the open loop
 * @param jvm {@code c2}, or {@code run} for the options of {@code ./run} (standalone only)
 * @param javaOptions more options for every measured JVM
 * @param visibility whether to measure how soon a stored command is visible
 * @param start whether to measure the start of standalone
 * @param profiles a folder for a flight recording of each operation, or null
 * @param out the HTML page
 * @param root the folder of the repository
 */
record Options(
        Set<Shape> shapes,
        Set<String> operations,
        List<Integer> sizes,
        int connections,
        int repetitions,
        Duration warmUp,
        Duration window,
        Duration openLoop,
        String jvm,
        List<String> javaOptions,
        boolean visibility,
        boolean start,
        @Nullable Path profiles,
        Path out,
        Path root) {

    private static final Map<String, String> DEFAULTS = Map.ofEntries(
            Map.entry("shapes", "standalone,services,crud"),
            Map.entry("operations", ""),
            Map.entry("sizes", "20,1000,100000"),
            Map.entry("connections", "64"),
            Map.entry("repetitions", "5"),
            Map.entry("warm-up", "120"),
            Map.entry("window", "5"),
            Map.entry("open-loop", "10"),
            Map.entry("jvm", "c2"),
            Map.entry("java-options", ""),
            Map.entry("visibility", "true"),
            Map.entry("start", "true"),
            Map.entry("profiles", ""),
            Map.entry("out", "benchmarks/target/load.html"));

    /** @throws IllegalArgumentException if an argument is not {@code --name=value} of a known name */
    static Options parse(String... arguments) {
        Map<String, String> given = new LinkedHashMap<>(DEFAULTS);
        for (var argument : arguments) {
            var parts = argument.split("=", 2);
            String name = parts[0].startsWith("--") ? parts[0].substring(2) : "";
            if (parts.length < 2 || !DEFAULTS.containsKey(name)) {
                throw new IllegalArgumentException("Not an option: " + argument + "; options and defaults: "
                        + DEFAULTS.entrySet().stream()
                                .map(option -> "--" + option.getKey() + "=" + option.getValue())
                                .sorted()
                                .collect(Collectors.joining(" ")));
            }
            given.put(name, parts[1]);
        }
        return of(given, root(Path.of("").toAbsolutePath()));
    }

    private static Options of(Map<String, String> given, Path root) {
        return new Options(
                list(given.get("shapes")).stream()
                        .map(name -> Shape.valueOf(name.toUpperCase(Locale.ROOT)))
                        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Shape.class))),
                Set.copyOf(list(given.get("operations"))),
                list(given.get("sizes")).stream().map(Integer::valueOf).toList(),
                Integer.parseInt(given.get("connections")),
                Integer.parseInt(given.get("repetitions")),
                seconds(given.get("warm-up")),
                seconds(given.get("window")),
                seconds(given.get("open-loop")),
                given.get("jvm"),
                Stream.of(given.get("java-options").split(" ", -1))
                        .filter(option -> !option.isEmpty())
                        .toList(),
                Boolean.parseBoolean(given.get("visibility")),
                Boolean.parseBoolean(given.get("start")),
                given.get("profiles").isEmpty() ? null : root.resolve(given.get("profiles")),
                root.resolve(given.get("out")),
                root);
    }

    private static List<String> list(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    private static Duration seconds(String text) {
        return Duration.ofMillis(Math.round(Double.parseDouble(text) * 1_000));
    }

    private static Path root(Path from) {
        for (var folder = from; folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("run")) && Files.exists(folder.resolve("benchmarks"))) {
                return folder;
            }
        }
        throw new IllegalArgumentException("Start this inside the repository, not in " + from);
    }
}
