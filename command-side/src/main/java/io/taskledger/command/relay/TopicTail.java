package io.taskledger.command.relay;

import io.taskledger.contract.commit.Commit;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the last record of a partition: all the cursor there is. Shares one consumer, so callers take turns.
 * Thread-safe.
 */
final class TopicTail implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final long STEP = 100;

    private final EventTopic topic;
    private final ReentrantLock turn = new ReentrantLock();
    private @Nullable Consumer<byte[], byte[]> consumer;
    private boolean closed;

    TopicTail(EventTopic topic) {
        this.topic = topic;
    }

    /**
     * The commit in the partition's last record; null if it has none.
     *
     * @throws KafkaException if the broker does not answer in time
     * @throws io.taskledger.command.ledger.BrokenLaneException if it holds no commit of this lane
     */
    @Nullable
    Commit last(int lane) {
        turn.lock();
        try {
            var record = lastRecord(consumer(), topic.partition(lane));
            return record == null ? null : Records.read(record);
        } finally {
            turn.unlock();
        }
    }

    /** Whether the broker answers. */
    boolean reachable() {
        turn.lock();
        try {
            var any = List.of(topic.partition(0));
            consumer().assign(any); // a consumer complains when it is told of partitions that it was not assigned
            consumer().endOffsets(any, Duration.ofSeconds(2));
            return true;
        } catch (KafkaException e) {
            return false;
        } finally {
            turn.unlock();
        }
    }

    private Consumer<byte[], byte[]> consumer() {
        if (closed) {
            throw new KafkaException("The relay is closed");
        }
        if (consumer == null) {
            consumer = topic.reader();
        }
        return consumer;
    }

    private static @Nullable ConsumerRecord<byte[], byte[]> lastRecord(
            Consumer<byte[], byte[]> consumer, TopicPartition partition) {
        var only = List.of(partition);
        consumer.assign(only);
        long begin = consumer.beginningOffsets(only, PATIENCE).get(partition);
        long end = consumer.endOffsets(only, PATIENCE).get(partition);
        ConsumerRecord<byte[], byte[]> last = null;
        long from = end;
        while (last == null && from > begin) {
            from = Math.max(begin, from == end ? end - 1 : from - STEP); // further back only if others left markers
            last = lastFrom(consumer, partition, from, end);
        }
        return last;
    }

    private static @Nullable ConsumerRecord<byte[], byte[]> lastFrom(
            Consumer<byte[], byte[]> consumer, TopicPartition partition, long from, long end) {
        ConsumerRecord<byte[], byte[]> last = null;
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        consumer.seek(partition, from);
        while (consumer.position(partition, PATIENCE) < end) {
            for (var record : consumer.poll(Duration.ofMillis(100))) {
                last = record;
            }
            if (System.nanoTime() > deadline) {
                throw new TimeoutException("The last record of " + partition + " did not arrive in time");
            }
        }
        return last;
    }

    @Override
    public void close() {
        turn.lock();
        try {
            closed = true;
            if (consumer != null) {
                consumer.close();
                consumer = null;
            }
        } finally {
            turn.unlock();
        }
    }
}
