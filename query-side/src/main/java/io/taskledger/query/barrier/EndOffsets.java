package io.taskledger.query.barrier;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks Kafka where lanes end. At most one question is on its way; whoever asks meanwhile shares the next one, which
 * starts after they asked, so an answer never misses what was published before the question. Thread-safe.
 */
public final class EndOffsets implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EndOffsets.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final String topic;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition asked = lock.newCondition();
    private final Thread thread;
    private Map<Integer, CompletableFuture<Long>> questions = new HashMap<>();
    private volatile boolean closed;

    /** @param consumers makes the one consumer that only ever asks for end offsets; it belongs to no group */
    public EndOffsets(String topic, Supplier<Consumer<byte[], byte[]>> consumers) {
        this.topic = topic;
        thread = Thread.ofPlatform().daemon().name("query-end-offsets").start(() -> answer(consumers));
    }

    /**
     * The offset after the last record that was published in the lane when this was called, or a later one. Fails if
     * Kafka does not answer.
     */
    public CompletableFuture<Long> of(int lane) {
        lock.lock();
        try {
            if (closed) {
                return CompletableFuture.failedFuture(new KafkaException("Closed"));
            }
            asked.signal();
            return questions
                    .computeIfAbsent(lane, none -> new CompletableFuture<>())
                    .copy();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(Supplier<Consumer<byte[], byte[]>> consumers) {
        try (var consumer = consumers.get()) {
            while (!closed) {
                answer(consumer, nextQuestions());
            }
        } catch (InterruptedException | org.apache.kafka.common.errors.InterruptException e) {
            LOG.debug("No more questions", e);
        } finally {
            refuseTheRest();
        }
    }

    private Map<Integer, CompletableFuture<Long>> nextQuestions() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (questions.isEmpty()) {
                asked.await();
            }
            var taken = questions;
            questions = new HashMap<>();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    private void answer(Consumer<byte[], byte[]> consumer, Map<Integer, CompletableFuture<Long>> taken) {
        try {
            var partitions = taken.keySet().stream()
                    .map(lane -> new TopicPartition(topic, lane))
                    .toList();
            var ends = consumer.endOffsets(partitions, PATIENCE);
            taken.forEach((lane, future) -> future.complete(ends.get(new TopicPartition(topic, lane))));
        } catch (RuntimeException e) {
            taken.values().forEach(future -> future.completeExceptionally(e));
            if (e instanceof org.apache.kafka.common.errors.InterruptException) {
                throw e;
            }
            LOG.debug("Kafka does not tell where lanes end", e);
        }
    }

    private void refuseTheRest() {
        lock.lock();
        try {
            closed = true;
            questions.values().forEach(future -> future.completeExceptionally(new KafkaException("Closed")));
        } finally {
            lock.unlock();
        }
    }
}
