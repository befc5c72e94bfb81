package io.taskledger.query.projection;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.ListenerUtils;
import org.springframework.kafka.listener.MessageListenerContainer;

/** Never skips: a failed batch is read and tried again until it succeeds. */
final class RetryLater implements CommonErrorHandler {

    private static final Logger LOG = LoggerFactory.getLogger(RetryLater.class);
    private static final long PAUSE_MILLIS = 500;

    private static final String NO_SUCH_RECORD = "The topic does not have the record that the read models were derived"
            + " from last. If Kafka has lost it, it comes again. Otherwise this is another topic, or its"
            + " beginning was deleted: see \"Deriving the read models anew\" in docs/read-models.md";

    private final HeldLanes held;

    RetryLater(HeldLanes held) {
        this.held = held;
    }

    @Override
    public void handleBatch(
            Exception thrown,
            ConsumerRecords<?, ?> data,
            Consumer<?, ?> consumer,
            MessageListenerContainer container,
            Runnable invokeListener) {
        LOG.warn("A batch could not be applied, trying again: {}", thrown.getMessage());
        for (var partition : data.partitions()) {
            consumer.seek(partition, data.records(partition).getFirst().offset());
        }
        pause(container);
    }

    @Override
    public void handleOtherException(
            Exception thrown, Consumer<?, ?> consumer, MessageListenerContainer container, boolean batchListener) {
        if (thrown instanceof OffsetOutOfRangeException outOfRange) {
            outOfRange.partitions().forEach(partition -> held.halt(consumer, partition, NO_SUCH_RECORD));
            return;
        }
        LOG.warn("Kafka cannot be read, trying again: {}", thrown.getMessage());
        pause(container);
    }

    private static void pause(MessageListenerContainer container) {
        try {
            ListenerUtils.stoppableSleep(container, PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
