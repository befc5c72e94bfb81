package io.taskledger.standalone;

import static java.util.Objects.requireNonNull;

import io.taskledger.embedded.EmbeddedKafka;
import io.taskledger.embedded.EmbeddedMongo;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * The servers that both sides use. Kafka starts while Spring loads its classes, because both take seconds; a call for
 * its address waits until it is up. Thread-safe.
 */
final class Backend implements AutoCloseable {

    private final EmbeddedMongo mongo;
    private final CompletableFuture<EmbeddedKafka> kafka;

    private Backend(EmbeddedMongo mongo, CompletableFuture<EmbeddedKafka> kafka) {
        this.mongo = mongo;
        this.kafka = kafka;
    }

    /** Begins to start the servers and returns at once. */
    static Backend start(DataFolder folder) {
        var kafka = CompletableFuture.supplyAsync(
                () -> EmbeddedKafka.start(folder.kafka(), 0),
                work -> Thread.ofPlatform().name("start-kafka").start(work));
        return new Backend(EmbeddedMongo.start(), kafka);
    }

    /** @throws CannotStartException if the broker did not start */
    String kafkaServers() {
        try {
            return kafka.join().bootstrapServers();
        } catch (CompletionException e) {
            var cause = requireNonNull(e.getCause());
            throw new CannotStartException(String.valueOf(cause.getMessage()), cause);
        }
    }

    /** What the start is waiting for. */
    String work() {
        return kafka.isDone() ? "restoring what Kafka has stored" : "Kafka is reading its log";
    }

    String mongoUri() {
        return mongo.uri();
    }

    /** Stops the servers; the broker last, because it has the durable data. */
    @Override
    public void close() {
        mongo.close();
        kafka.thenAccept(EmbeddedKafka::close).exceptionally(e -> null).join();
    }
}
