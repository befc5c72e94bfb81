package io.taskledger.command.relay;

import static java.util.Objects.requireNonNull;

import io.taskledger.node.kafka.EventTopic;
import io.taskledger.node.log.BrokenLaneException;
import io.taskledger.node.log.CommitLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Copies the commits of the topic past the ledger's end back into the ledger: the same documents as originally stored,
 * each checked to continue the chain. Nothing is overwritten. Runs before the ledger opens its lanes.
 */
public final class LedgerRestore {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int MAX_READERS = 4;

    private final EventTopic topic;
    private final CommitLog log;

    public LedgerRestore(EventTopic topic, CommitLog log) {
        this.topic = topic;
        this.log = log;
    }

    /**
     * Runs with several readers, each for some lanes.
     *
     * @return how many commits were copied
     * @throws BrokenLaneException if the topic does not continue the ledger
     * @throws KafkaException if the broker does not respond in time
     * @throws io.taskledger.node.log.LedgerUnavailableException if MongoDB does not respond
     */
    public long run() {
        int readers = Math.min(
                Math.min(MAX_READERS, topic.lanes().count()),
                Runtime.getRuntime().availableProcessors());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var parts = IntStream.range(0, readers)
                    .mapToObj(reader -> CompletableFuture.supplyAsync(() -> restore(reader, readers), threads))
                    .toList();
            return parts.stream().mapToLong(CompletableFuture::join).sum();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private long restore(int reader, int readers) {
        var partitions = new ArrayList<TopicPartition>();
        for (int lane = reader; lane < topic.lanes().count(); lane += readers) {
            partitions.add(topic.partition(lane));
        }
        try (var consumer = RelayClients.reader(topic)) {
            consumer.assign(partitions);
            var lanes = new ArrayList<RestoredLane>();
            var begins = consumer.beginningOffsets(partitions, TIMEOUT);
            var ends = consumer.endOffsets(partitions, TIMEOUT);
            for (var partition : partitions) {
                var lane = new RestoredLane(log, partition, requireNonNull(ends.get(partition)));
                consumer.seek(partition, lane.firstOffset(requireNonNull(begins.get(partition))));
                lanes.add(lane);
            }
            copy(consumer, lanes);
            lanes.forEach(RestoredLane::requireWhole);
            return lanes.stream().mapToLong(RestoredLane::copied).sum();
        }
    }

    private void copy(Consumer<byte[], byte[]> consumer, List<RestoredLane> lanes) {
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        var open = new ArrayList<>(lanes);
        while (true) {
            open.removeIf(lane -> lane.isDone(consumer.position(lane.partition(), TIMEOUT)));
            if (open.isEmpty()) {
                return;
            }
            var records = consumer.poll(Duration.ofMillis(100));
            for (var lane : open) {
                lane.copy(records.records(lane.partition()));
            }
            if (!records.isEmpty()) {
                deadline = System.nanoTime() + TIMEOUT.toNanos();
            } else if (System.nanoTime() > deadline) {
                throw new TimeoutException("The topic " + topic.name() + " could not be read in time");
            }
        }
    }
}
