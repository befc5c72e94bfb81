package io.taskledger.benchmark;

import static java.util.Objects.requireNonNull;

import io.taskledger.command.ledger.AppendBenchmark;
import io.taskledger.edge.auth.TokenBenchmark;
import io.taskledger.query.projection.ProjectionBenchmark;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs all benchmarks and prints the ratio of each path to its ceiling. */
public final class Benchmarks {

    private Benchmarks() {}

    public static void main(String[] args) throws RunnerException {
        var steady = new Runner(options(DispatchBenchmark.class, TokenBenchmark.class)
                        .forks(2)
                        .warmupIterations(10)
                        .measurementIterations(5)
                        .warmupTime(TimeValue.seconds(2))
                        .measurementTime(TimeValue.seconds(1))
                        .build())
                .run();
        var whole = new Runner(options(AppendBenchmark.class, ProjectionBenchmark.class)
                        .forks(2)
                        .warmupIterations(10)
                        .measurementIterations(10)
                        .build())
                .run();
        Map<String, Result<?>> results = new HashMap<>();
        for (var run : List.of(steady, whole)) {
            run.forEach(result -> results.put(name(result), result.getPrimaryResult()));
        }
        print(results);
    }

    /** The common options: the JVM settings of production. */
    static ChainedOptionsBuilder options(Class<?>... benchmarks) {
        var options = new OptionsBuilder()
                .timeout(TimeValue.minutes(2))
                .jvmArgs(
                        "-Xmx1g",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Daxoniq.update-checker.disabled=true");
        for (var benchmark : benchmarks) {
            options.include(benchmark.getName() + "\\.");
        }
        return options;
    }

    private static String name(RunResult result) {
        var full = result.getParams().getBenchmark();
        return full.substring(full.lastIndexOf('.', full.lastIndexOf('.') - 1) + 1);
    }

    private static void print(Map<String, Result<?>> results) {
        System.out.printf("%n%-58s %12s %12s %8s%n", "path / ceiling", "path", "ceiling", "ratio");
        ratio(results, "DispatchBenchmark.dispatch", "DispatchBenchmark.decider");
        ratio(results, "AppendBenchmark.ledger", "AppendBenchmark.insertMany");
        ratio(results, "ProjectionBenchmark.projection", "ProjectionBenchmark.bulkWrite");
        ratio(results, "TokenBenchmark.cached", "TokenBenchmark.verification");
    }

    /** The ratio of the speeds: 0.5 is half as fast as the ceiling. */
    private static void ratio(Map<String, Result<?>> results, String path, String ceiling) {
        Result<?> ours = requireNonNull(results.get(path), path);
        Result<?> best = requireNonNull(results.get(ceiling), ceiling);
        System.out.printf(
                "%-58s %12s %12s %8.2f%n",
                path + " / " + ceiling.substring(ceiling.indexOf('.') + 1),
                "%.2f %s".formatted(ours.getScore(), ours.getScoreUnit()),
                "%.2f %s".formatted(best.getScore(), best.getScoreUnit()),
                best.getScore() / ours.getScore());
    }
}
