package io.taskledger.load;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.HdrHistogram.Histogram;

/** How long after its acknowledgement a new task can be read: a query with the token of the command waits for it. */
final class Visibility {

    private static final Pattern ID = Pattern.compile("\"id\":\"([0-9a-f-]{36})\"");
    private static final int UNLIMITED = Integer.MAX_VALUE;
    private static final Duration MAX_WAIT = Duration.ofMinutes(10);

    private final Site site;
    private final List<User> users;

    Visibility(Site site, List<User> users) {
        this.site = site;
        this.users = users;
    }

    /**
     * Waits until the read models have everything that was stored before. Otherwise the CPU of the projection, which
     * may work on earlier commands for minutes, would count as the CPU of the next operation.
     */
    void awaitCurrent() throws IOException {
        for (int worker = 0; worker < users.size(); worker++) {
            try (var pair = new Pair(worker)) {
                pair.nanos();
            }
        }
    }

    /** How many pairs of a create and a query pass a second, one after another on each connection. */
    double pairsPerSecond(int connections, Duration warmUp, Duration window) throws IOException, InterruptedException {
        var pairs = new AtomicLong();
        long warm = System.nanoTime() + warmUp.toNanos();
        long end = warm + window.toNanos();
        OpenLoop.run(connections, UNLIMITED, Duration.ofDays(1), (worker, schedule, ignored) -> {
            try (var pair = new Pair(worker)) {
                for (long now = System.nanoTime(); now < end; now = System.nanoTime()) {
                    pair.nanos();
                    if (now > warm) {
                        pairs.incrementAndGet();
                    }
                }
            }
        });
        return pairs.get() * 1e9 / window.toNanos();
    }

    /** The times from acknowledgement to the answer of the query, in microseconds. */
    Histogram run(int connections, double perSecond, Duration duration) throws IOException, InterruptedException {
        return OpenLoop.run(connections, perSecond, duration, (worker, schedule, latencies) -> {
            try (var pair = new Pair(worker)) {
                schedule.work(due -> latencies.recordValue(pair.nanos() / 1_000));
            }
        });
    }

    /** The two connections of a worker. */
    private final class Pair implements AutoCloseable {

        private final User user;
        private final HttpConnection commands = new HttpConnection(site.commandPort());
        private final HttpConnection queries = new HttpConnection(site.queryPort());

        Pair(int worker) {
            user = users.get(worker % users.size());
        }

        long nanos() throws IOException {
            var stored = commands.exchange(Request.post("/api/tasks", user.token(), Bodies.create()));
            long acknowledged = System.nanoTime();
            var id = ID.matcher(stored.text());
            if (stored.status() != 201 || !id.find()) {
                throw new IOException("A create got " + stored.status() + " " + stored.text());
            }
            var headers = token(stored) + "Prefer: wait=10\r\n";
            var query = new Request("GET", "/api/tasks/" + id.group(1), user.token(), null, headers);
            awaitVisible(query, acknowledged + MAX_WAIT.toNanos());
            return System.nanoTime() - acknowledged;
        }

        /** Plain CRUD has none. */
        private static String token(Response stored) {
            var token = stored.header("Consistency-Token");
            return token == null ? "" : "Consistency-Token: " + token + "\r\n";
        }

        /** A read model that is far behind answers 503 after its longest wait; that time counts, too. */
        private void awaitVisible(Request query, long until) throws IOException {
            var seen = queries.exchange(query);
            while (seen.status() == 503 && System.nanoTime() < until) {
                seen = queries.exchange(query);
            }
            if (seen.status() != 200) {
                throw new IOException("A query got " + seen.status() + " " + seen.text());
            }
        }

        @Override
        public void close() throws IOException {
            commands.close();
            queries.close();
        }
    }
}
