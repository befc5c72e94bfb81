package io.taskledger.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.load.Sample.Window;
import java.util.Arrays;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/** From counters to the table and the page. */
class ReportTest {

    private final Results results = new Results();

    @Test
    void counters_become_rates_and_costs_of_one_request() {
        Sample before = new Sample(1_000_000_000, 100, List.of(5_000_000L, 1_000_000L), 0);
        Sample after = new Sample(3_000_000_000L, 1_100, List.of(205_000_000L, 51_000_000L), 10_000_000);

        assertThat(after.since(before)).isEqualTo(new Window(500, List.of(200.0, 50.0), 10));
        assertThat(after.since(before).totalMicros()).isEqualTo(250);
    }

    @Test
    void cpu_is_counted_in_user_and_system_time_whatever_the_process_is_called() {
        var stat = "4242 (a) b (c)) S 1 2 3 4 5 6 7 8 9 10 150 25 0 0 20 0 9 0 77";

        assertThat(ProcStat.cpuNanos(stat)).isEqualTo(1_750_000_000L);
    }

    @Test
    void the_figure_of_several_repetitions_is_their_median() {
        assertThat(Measurement.median(List.of(9.0, 1.0, 2.0))).isEqualTo(2);
        assertThat(Measurement.median(List.of(4.0, 1.0))).isEqualTo(2.5);
    }

    @Test
    void ratios_compare_with_the_no_op_of_the_same_shape_and_with_the_plain_service() {
        results.add(measurement(Shape.SERVICES, "no-op", "command-side", 100, 10, 0));
        results.add(measurement(Shape.SERVICES, "get", "query-side", 10, 180, 60));
        results.add(measurement(Shape.CRUD, "no-op", "crud", 50, 0));
        results.add(measurement(Shape.CRUD, "get", "crud", 120, 80));

        List<List<String>> rows = new Report(results).rows();

        assertThat(column(rows, "over no-op")).containsExactly("1.00", "2.27", "1.00", "4.00");
        assertThat(column(rows, "over CRUD")).containsExactly("2.20", "1.25", "", "");
        assertThat(column(rows, "process over CRUD's")).containsExactly("2.00", "1.50", "", "");
        assertThat(column(rows, "of which"))
                .contains("command-side 10, query-side 180, servers 60", "crud 120, servers 80");
        assertThat(column(rows, "p50 ms")).containsOnly("2.0");
    }

    @Test
    void the_page_holds_every_figure_and_escapes_what_it_shows() {
        results.add(measurement(Shape.CRUD, "a<b", "crud", 120, 80));
        results.add(new Results.Freshness(500, 4, 30, 2, 15));
        results.add(new StartTime.Figures(2.5, 5.5, 480));

        String page = Page.html(results, "Run & report");

        assertThat(page)
                .contains(
                        "Run &amp; report",
                        "a&lt;b",
                        "ratio of the p99: 2.0",
                        "2.5 s without data",
                        "<title>crud 120</title>")
                .doesNotContain("a<b");
    }

    private static List<String> column(List<List<String>> rows, String heading) {
        return rows.stream()
                .map(row -> row.get(Report.HEADINGS.indexOf(heading)))
                .toList();
    }

    private static Measurement measurement(Shape shape, String operation, String serving, double... micros) {
        List<String> processes = shape == Shape.CRUD
                ? List.of("crud", Sites.SERVERS)
                : List.of("command-side", "query-side", Sites.SERVERS);
        var latencies = new Histogram(3);
        latencies.recordValue(2_000);
        var cpu = Arrays.stream(micros).boxed().toList();
        return new Measurement(
                shape, operation, processes, serving, List.of(new Window(1_000, cpu, 20)), latencies, "1 1 1");
    }
}
