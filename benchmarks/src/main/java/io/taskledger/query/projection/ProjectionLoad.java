package io.taskledger.query.projection;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import com.sun.management.ThreadMXBean;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.taskledger.benchmark.Commits;
import io.taskledger.contract.commit.CommitHash;
import io.taskledger.contract.commit.Lanes;
import io.taskledger.contract.commit.PreparedCommit;
import io.taskledger.edge.trace.AppliedSpans;
import io.taskledger.embedded.EmbeddedKafka;
import io.taskledger.embedded.EmbeddedMongo;
import io.taskledger.node.kafka.EventTopic;
import io.taskledger.query.AllProjections;
import io.taskledger.query.store.ReadModels;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.util.FileSystemUtils;

/**
 * The projection under a steady load of many small commits, as a command side publishes them: 64 owners on 16 lanes,
 * one commit at a time, at a fixed rate. Prints for each commit how many commands MongoDB got and how much CPU the
 * projection, MongoDB and Kafka used, and how long it took from the broker's acknowledgement until a reader sees it.
 */
public final class ProjectionLoad {

    private static final int OWNERS = 64;
    private static final Lanes LANES = new Lanes(16);
    private static final String TOPIC = "task-events";
    private static final int MAX_COMMITS = 1_000_000;

    private final List<String> owners = new ArrayList<>();
    private final int[] numbers = new int[OWNERS];
    private final int step;
    private final int[] positions = new int[LANES.count()];
    private final CommitHash[] heads = new CommitHash[LANES.count()];
    private final long[][] sent = new long[LANES.count()][MAX_COMMITS / LANES.count()];
    private final long[][] visible = new long[LANES.count()][MAX_COMMITS / LANES.count()];
    private final Map<String, AtomicLong> commands = new ConcurrentHashMap<>();
    private final AppliedLanes applied = new AppliedLanes(LANES);
    private int turn;

    private ProjectionLoad(boolean creates) {
        step = creates ? 4 : 1;
        Arrays.fill(heads, CommitHash.NONE);
        for (int i = 0; i < OWNERS; i++) {
            owners.add("client-" + i);
        }
    }

    /**
     * @param args creates or lives (of tasks: create, edit, start, complete), threads, seconds, commits per second...
     */
    public static void main(String[] args) throws Exception {
        var load = new ProjectionLoad(args[0].equals("creates"));
        int threads = Integer.parseInt(args[1]);
        int seconds = Integer.parseInt(args[2]);
        load.run(
                threads,
                seconds,
                Arrays.stream(args).skip(3).mapToInt(Integer::parseInt).toArray());
    }

    private void run(int threads, int seconds, int[] rates) throws Exception {
        var folder = Files.createTempDirectory("load");
        try (var kafka = EmbeddedKafka.start(folder, 0);
                var mongo = EmbeddedMongo.start();
                var client = counted(mongo);
                var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
                var producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", kafka.bootstrapServers(), "linger.ms", "0"),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            admin.createTopics(List.of(new NewTopic(TOPIC, LANES.count(), (short) 1)))
                    .all()
                    .get();
            var readModels = new ReadModels(client.getDatabase("load"));
            readModels.createIndexes(AllProjections.get());
            var metrics = new ProjectionMetrics(new SimpleMeterRegistry(), LANES);
            var consumption =
                    new LaneConsumption(LANES, readModels, AllProjections.get(), applied, metrics, AppliedSpans.OFF);
            var properties = new ProjectionProperties(threads, Duration.ofSeconds(6), 1_000, "load");
            var container = Consumers.container(
                    new EventTopic(kafka.bootstrapServers(), TOPIC, LANES),
                    properties,
                    properties.group(),
                    consumption);
            container.start();
            while (applied.held().count() < LANES.count()) {
                Thread.sleep(50);
            }
            for (int lane = 0; lane < LANES.count(); lane++) {
                int number = lane;
                Thread.ofPlatform().daemon().name("watcher").start(() -> watch(number));
            }
            for (int rate : rates) {
                measure(rate, Math.min(seconds, 10), producer); // warm-up
                commands.clear();
                var before = cpu();
                var latencies = measure(rate, seconds, producer);
                print(rate, seconds, latencies, before);
            }
            container.stop();
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    private MongoClient counted(EmbeddedMongo mongo) {
        return MongoClients.create(MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(mongo.uri()))
                .retryWrites(false)
                .addCommandListener(new CommandListener() {
                    @Override
                    public void commandStarted(CommandStartedEvent event) {
                        var name = event.getCommandName();
                        if (!List.of("hello", "isMaster").contains(name)) {
                            var of = event.getCommand().get(name);
                            commands.computeIfAbsent(
                                            name + " "
                                                    + (of.isString()
                                                            ? of.asString().getValue()
                                                            : ""),
                                            _ -> new AtomicLong())
                                    .incrementAndGet();
                        }
                    }
                })
                .build());
    }

    /** Sends at this rate, whatever the projection does, and returns how long each commit took, sorted. */
    private long[] measure(int rate, int seconds, KafkaProducer<byte[], byte[]> producer) throws InterruptedException {
        var from = positions.clone();
        int count = rate * seconds;
        long begin = System.nanoTime();
        var open = new AtomicInteger(count);
        for (int i = 0; i < count; i++) {
            long due = begin + i * 1_000_000_000L / rate;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            send(producer, open);
        }
        while (open.get() > 0) {
            Thread.sleep(1);
        }
        for (int lane = 0; lane < LANES.count(); lane++) {
            while (applied.lane(lane).state().applied().position() < positions[lane] - 1) {
                Thread.sleep(1);
            }
        }
        var all = new ArrayList<Long>();
        for (int lane = 0; lane < LANES.count(); lane++) {
            for (int position = from[lane]; position < positions[lane]; position++) {
                all.add(visible[lane][position] - sent[lane][position]);
            }
        }
        return all.stream()
                .mapToLong(Long::longValue)
                .map(nanos -> Math.max(0, nanos))
                .sorted()
                .toArray();
    }

    private void watch(int lane) {
        var progress = applied.lane(lane);
        long next = 0;
        try {
            while (true) {
                var state = progress.state();
                long now = System.nanoTime();
                for (; next <= state.applied().position(); next++) {
                    visible[lane][(int) next] = now;
                }
                progress.awaitChange(state, Long.MAX_VALUE / 2);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(KafkaProducer<byte[], byte[]> producer, AtomicInteger open) {
        int index = (int) ((turn++ * 2_654_435_761L >>> 8) % OWNERS);
        var owner = owners.get(index);
        int lane = LANES.of(owner);
        var draft = Commits.draft(owner, numbers[index]);
        numbers[index] += step;
        int position = positions[lane]++;
        var commit = PreparedCommit.of(lane, draft).at(position, heads[lane]);
        heads[lane] = commit.hash();
        var _ = producer.send(
                new ProducerRecord<>(TOPIC, lane, owner.getBytes(StandardCharsets.UTF_8), commit.bytes()),
                (_, failure) -> {
                    if (failure != null) {
                        throw new IllegalStateException(failure);
                    }
                    sent[lane][position] = System.nanoTime();
                    open.decrementAndGet();
                });
    }

    /** CPU time of the threads of each part, in nanoseconds. */
    private static Map<String, Long> cpu() {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        var all = new TreeMap<String, Long>();
        for (var thread : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (thread != null) {
                all.merge(part(thread.getThreadName()), threads.getThreadCpuTime(thread.getThreadId()), Long::sum);
            }
        }
        return all;
    }

    private static String part(String thread) {
        if (thread.startsWith("taskledger-projection")) {
            return "projection";
        }
        if (thread.contains("mongo") || thread.contains("nioEventLoop")) {
            return "MongoDB";
        }
        return thread.startsWith("data-plane") ? "Kafka" : "other";
    }

    private void print(int rate, int seconds, long[] latencies, Map<String, Long> before) {
        double commits = rate * (double) seconds;
        System.out.printf(
                "%d commits/s: %.2f commands a commit; visible after p50 %.1f p99 %.1f max %.1f ms; CPU a commit:",
                rate,
                commands.values().stream().mapToLong(AtomicLong::get).sum() / commits,
                latencies[latencies.length / 2] / 1e6,
                latencies[latencies.length * 99 / 100] / 1e6,
                latencies[latencies.length - 1] / 1e6);
        cpu().forEach((part, nanos) ->
                System.out.printf(" %s %.0f us", part, (nanos - before.getOrDefault(part, 0L)) / commits / 1_000));
        System.out.printf("%n  %s%n", new TreeMap<>(commands));
    }
}
