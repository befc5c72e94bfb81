package io.taskledger.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.command.ledger.AppendBenchmark;
import io.taskledger.edge.auth.TokenBenchmark;
import io.taskledger.query.projection.ProjectionBenchmark;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** The benchmarks run and store what they should; their speed is not tested. */
class BenchmarksTest {

    @ParameterizedTest
    @ValueSource(classes = {DispatchBenchmark.class, TokenBenchmark.class})
    void a_path_and_its_ceiling_run(Class<?> benchmark) throws RunnerException {
        assertThat(new Runner(once(benchmark).build()).run()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(classes = {AppendBenchmark.class, ProjectionBenchmark.class})
    void a_path_and_its_ceiling_store_the_same_commits(Class<?> benchmark) throws RunnerException {
        assertThat(new Runner(once(benchmark).param("commits", "100").build()).run())
                .hasSize(2);
    }

    private static ChainedOptionsBuilder once(Class<?> benchmark) {
        return new OptionsBuilder()
                .include(benchmark.getName() + "\\.")
                .forks(0)
                .warmupIterations(0)
                .measurementIterations(1)
                .measurementTime(TimeValue.milliseconds(10))
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
    }
}
