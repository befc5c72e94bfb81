package io.taskledger.command.relay;

import io.taskledger.contract.commit.Commit;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * Sends a lane's commits one after the other through one producer, with many in flight, until one fails; then nothing
 * that was sent counts any more. Used by one thread.
 */
final class LaneSender {

    private final String topic;
    private final Outbox outbox;
    private final Producer<byte[], byte[]> producer;
    private final LaneProgress progress;
    private final Semaphore window = new Semaphore(RelayClients.WINDOW_BYTES);
    private volatile @Nullable Exception failure;
    private volatile long end;

    /** @param end the offset that the next record gets, if this node alone relays the lane and Kafka loses nothing */
    LaneSender(String topic, Outbox outbox, LaneProgress progress, long end) {
        this.topic = topic;
        this.outbox = outbox;
        this.progress = progress;
        this.end = end;
        producer = outbox.producer();
    }

    /**
     * Waits while too much is in flight, until it should give up.
     *
     * @throws KafkaException if this or an earlier send has failed
     */
    void send(Commit commit, BooleanSupplier givingUp) throws InterruptedException {
        int size = commit.bytes().length; // at most half a window
        while (!window.tryAcquire(size, 50, TimeUnit.MILLISECONDS)) {
            check();
            if (givingUp.getAsBoolean()) {
                return;
            }
        }
        boolean handedOver = false;
        try {
            check();
            var _ = producer.send(Records.write(topic, commit), (metadata, e) -> sent(commit, size, metadata, e));
            handedOver = true;
        } catch (IllegalStateException e) {
            throw new KafkaException("The producer was closed", e);
        } finally {
            if (!handedOver) {
                window.release(size);
            }
        }
    }

    private void sent(Commit commit, int size, RecordMetadata metadata, @Nullable Exception e) {
        if (e != null) {
            fail(e);
        } else if (failure == null && metadata.offset() != end) {
            fail(new KafkaException("Position " + commit.position() + " was stored at offset " + metadata.offset()
                    + " instead of " + end + ": Kafka has lost records, or another node relays the lane too"));
        } else if (failure == null) {
            end = metadata.offset() + 1;
            progress.published(commit.position());
        }
        window.release(size);
    }

    /** Records behind it in the producer are not sent any more. */
    private void fail(Exception cause) {
        boolean first = failure == null;
        failure = cause;
        if (first) {
            outbox.discard(producer);
        }
    }

    /** The offset after the last record that was acknowledged. */
    long end() {
        return end;
    }

    /** @throws KafkaException if a send has failed */
    void check() {
        var cause = failure;
        if (cause != null) {
            throw new KafkaException("A commit was not acknowledged", cause);
        }
    }

    /** Waits until nothing is in flight; returns whether everything was acknowledged. */
    boolean flush(Duration timeout) throws InterruptedException {
        return window.tryAcquire(RelayClients.WINDOW_BYTES, timeout.toMillis(), TimeUnit.MILLISECONDS)
                && failure == null;
    }

    /** Drops records that were not sent. */
    void discard() {
        outbox.discard(producer);
    }
}
