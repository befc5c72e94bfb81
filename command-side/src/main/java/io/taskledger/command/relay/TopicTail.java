package io.taskledger.command.relay;

import static java.util.Objects.requireNonNull;

import io.taskledger.node.kafka.EventTopic;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the last records of a partition; they replace a stored cursor. Shares one consumer, so callers wait for each
 * other. Thread-safe.
 */
final class TopicTail implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Duration CLOSE = Duration.ofSeconds(1);

    /** Enough if commits are large. */
    private static final long FEW = 16;
    /** More than a node can send before it notices that earlier records are lost (one batch). */
    private static final long MANY = 1_024;

    private static final long ENOUGH_BYTES = 2L * RelayClients.BATCH_BYTES;

    private final EventTopic topic;
    private final ReentrantLock turn = new ReentrantLock();
    private volatile @Nullable Consumer<byte[], byte[]> consumer;
    private volatile boolean closed;

    TopicTail(EventTopic topic) {
        this.topic = topic;
    }

    /**
     * Reads the end of a lane's partition.
     *
     * @throws KafkaException if the broker does not respond in time
     * @throws io.taskledger.node.log.BrokenLaneException if it contains no commit of this lane
     */
    Tail of(int lane) {
        turn.lock();
        try {
            return look(consumer(), topic.partition(lane));
        } finally {
            turn.unlock();
        }
    }

    private Consumer<byte[], byte[]> consumer() {
        if (closed) {
            throw new KafkaException("The relay is closed");
        }
        var current = consumer;
        if (current == null) {
            current = RelayClients.reader(topic);
            consumer = current;
        }
        return current;
    }

    private static Tail look(Consumer<byte[], byte[]> consumer, TopicPartition partition) {
        var only = List.of(partition);
        consumer.assign(only);
        long begin = requireNonNull(consumer.beginningOffsets(only, TIMEOUT).get(partition));
        long end = requireNonNull(consumer.endOffsets(only, TIMEOUT).get(partition));
        long from = Math.max(begin, end - FEW);
        var scan = scan(consumer, partition, from, end);
        for (long back = MANY; from > begin && (scan.isEmpty() || back == MANY && scan.bytes() < ENOUGH_BYTES); ) {
            from = Math.max(begin, end - back);
            scan = scan(consumer, partition, from, end);
            back += MANY; // further back only if there are only transaction markers
        }
        return scan.tail(end);
    }

    private static TailScan scan(Consumer<byte[], byte[]> consumer, TopicPartition partition, long from, long end) {
        var scan = new TailScan(from == 0);
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        consumer.seek(partition, from);
        while (consumer.position(partition, TIMEOUT) < end) {
            for (var record : consumer.poll(Duration.ofMillis(100))) {
                if (record.offset() < end) {
                    scan.add(record);
                }
            }
            if (System.nanoTime() > deadline) {
                throw new TimeoutException("The last records of " + partition + " did not arrive in time");
            }
        }
        return scan;
    }

    /** Interrupts a read in progress. */
    @Override
    public void close() {
        closed = true;
        var woken = consumer;
        if (woken != null) {
            woken.wakeup();
        }
        turn.lock();
        try {
            var last = consumer;
            consumer = null;
            if (last != null) {
                last.close(CloseOptions.timeout(CLOSE));
            }
        } finally {
            turn.unlock();
        }
    }
}
