package io.taskledger.load;

import io.taskledger.embedded.issuer.EmbeddedIssuer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How long {@code ./run} takes until a task can be created and read, and how much memory it then takes. */
final class StartTime {

    private static final Duration TIMEOUT = Duration.ofMinutes(10);
    private static final int STORED = 10_000;
    private static final int USERS = 10;

    private final Sites sites;
    private final EmbeddedIssuer issuer;
    private final int repetitions;

    StartTime(Sites sites, EmbeddedIssuer issuer, int repetitions) {
        this.sites = sites;
        this.issuer = issuer;
        this.repetitions = repetitions;
    }

    /**
     * The medians.
     *
     * @param emptySeconds without data
     * @param storedSeconds with 10,000 tasks
     * @param emptyMebibytes resident memory after the start without data
     */
    record Figures(double emptySeconds, double storedSeconds, double emptyMebibytes) {}

    private record One(double seconds, double mebibytes) {}

    Figures measure() throws IOException, InterruptedException {
        List<One> empty = new ArrayList<>();
        for (int i = 0; i < repetitions; i++) {
            empty.add(start(sites.data()));
        }
        var data = sites.data();
        try (var site = sites.standalone(data, true)) {
            var filler = new Filler(site, issuer);
            filler.awaitReady(TIMEOUT);
            filler.users("stored", USERS, STORED / USERS);
        }
        List<One> stored = new ArrayList<>();
        for (int i = 0; i < repetitions; i++) {
            stored.add(start(data));
        }
        return new Figures(
                Measurement.median(empty.stream().map(One::seconds).toList()),
                Measurement.median(stored.stream().map(One::seconds).toList()),
                Measurement.median(empty.stream().map(One::mebibytes).toList()));
    }

    private One start(Path data) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        try (var site = sites.standalone(data, true)) {
            new Filler(site, issuer).awaitReady(TIMEOUT);
            double seconds = (System.nanoTime() - begin) / 1e9;
            return new One(
                    seconds, ProcStat.residentBytes(site.processes().getFirst().pid()) / 1048576.0);
        }
    }
}
