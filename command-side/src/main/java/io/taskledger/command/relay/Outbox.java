package io.taskledger.command.relay;

import java.time.Duration;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** The node's producer. After a failure it is discarded with all unsent records, and replaced. Thread-safe. */
final class Outbox implements AutoCloseable {

    private final Supplier<Producer<byte[], byte[]>> producers;
    private @Nullable Producer<byte[], byte[]> current;
    private boolean closed;

    Outbox(Supplier<Producer<byte[], byte[]>> producers) {
        this.producers = producers;
    }

    /** @throws KafkaException if it is closed */
    synchronized Producer<byte[], byte[]> producer() {
        if (closed) {
            throw new KafkaException("The relay is closed");
        }
        if (current == null) {
            current = producers.get();
        }
        return current;
    }

    /**
     * Makes sure that this producer sends nothing from now on. It is called on the producer's thread when a send has
     * failed, so that no record behind it overtakes it.
     */
    void discard(Producer<byte[], byte[]> producer) {
        synchronized (this) {
            if (producer.equals(current)) {
                current = null;
            }
        }
        producer.close(Duration.ZERO);
    }

    @Override
    public void close() {
        Producer<byte[], byte[]> last;
        synchronized (this) {
            closed = true;
            last = current;
            current = null;
        }
        if (last != null) {
            last.close(Duration.ofSeconds(1));
        }
    }
}
