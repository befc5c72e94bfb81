package io.taskledger.standalone;

import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/**
 * Users who change a task at one node and read it at another node at once, without a consistency token. A request that
 * is not answered, or with 503 or 504, is sent again, a command with its idempotency key. Any other answer than the
 * right one is wrong. Thread-safe.
 */
final class Pairs {

    /** An outage that lasts this long is a fault. */
    private static final Duration OUTAGE = Duration.ofMinutes(5);

    private static final String IN_FLIGHT = "idempotency-key-in-flight";

    private final HttpClient http;
    private final UnaryOperator<String> tokens;
    private final List<String> commandNodes;
    private final List<String> queryNodes;
    private final AtomicInteger turns = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicInteger repeated = new AtomicInteger();
    private final AtomicLong longestWrite = new AtomicLong();
    private final ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();

    /**
     * @param tokens makes the token of a user
     * @param commandNodes origins; may change at any time
     * @param queryNodes origins; may change at any time
     */
    Pairs(HttpClient http, UnaryOperator<String> tokens, List<String> commandNodes, List<String> queryNodes) {
        this.http = http;
        this.tokens = tokens;
        this.commandNodes = commandNodes;
        this.queryNodes = queryNodes;
    }

    /** How many pairs have ended. */
    int done() {
        return done.get();
    }

    /** How many requests had to be sent again. */
    int repeated() {
        return repeated.get();
    }

    /** The time of the slowest change since this was last called, repetitions included. */
    Duration longestWrite() {
        return Duration.ofNanos(longestWrite.getAndSet(0));
    }

    /** What was wrong, in words. */
    List<String> wrong() {
        return List.copyOf(wrong);
    }

    /** Runs all pairs and waits for their end. */
    void run(int users, int pairsOfEach) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = new ArrayList<Future<?>>();
            for (int i = 0; i < users; i++) {
                var name = "pairs-" + UUID.randomUUID();
                all.add(threads.submit(() -> live(name, pairsOfEach)));
            }
            for (var user : all) {
                user.get();
            }
        }
    }

    private void live(String name, int pairs) {
        var token = tokens.apply(name);
        int created = 0;
        var path = "";
        int version = 0;
        for (int i = 0; i < pairs; i++) {
            long start = System.nanoTime();
            User.Answer told;
            if (i % 4 == 0) {
                told = persist(token, commandNodes, "POST", "/api/tasks", "{\"title\":\"a task\"}");
                path = "/api/tasks/" + told.json().path("id").stringValue("none");
                version = 0;
                created++;
            } else {
                told = persist(token, commandNodes, "PATCH", path, "{\"title\":\"changed " + i + "\"}");
            }
            longestWrite.accumulateAndGet(System.nanoTime() - start, Math::max);
            version++;
            expect(told.json().path("version").intValue(-1) == version, "told", version, told);
            var read = persist(token, queryNodes, "GET", path, "");
            expect(read.body().equals(told.body()), "read", version, read);
            done.incrementAndGet();
        }
        var stats = persist(token, queryNodes, "GET", "/api/tasks/stats", "");
        expect(stats.json().at("/byStatus/open").intValue(-1) == created, "tasks", created, stats);
    }

    private void expect(boolean right, String what, int expected, User.Answer answer) {
        if (!right) {
            wrong.add(what + ", expected " + expected + ": " + answer);
        }
    }

    /** The first answer that is none of an outage. */
    private User.Answer persist(String token, List<String> nodes, String method, String path, String body) {
        var key = UUID.randomUUID().toString();
        long deadline = System.nanoTime() + OUTAGE.toNanos();
        while (System.nanoTime() < deadline) {
            var node = nodes.get(Math.floorMod(turns.getAndIncrement(), nodes.size()));
            try {
                var answer = new User(http, node, token).send(method, path, body, "Idempotency-Key", key);
                if (!isOutage(answer)) {
                    return answer;
                }
                Thread.sleep(20);
            } catch (UncheckedIOException e) {
                // a node that was killed
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            repeated.incrementAndGet();
        }
        throw new AssertionError(method + " " + path + " got no answer for " + OUTAGE);
    }

    private static boolean isOutage(User.Answer answer) {
        return answer.status() == 503
                || answer.status() == 504
                || answer.status() == 409 && answer.body().contains(IN_FLIGHT);
    }
}
