package io.taskledger.standalone;

import io.taskledger.embedded.EmbeddedKafka;
import io.taskledger.embedded.EmbeddedMongo;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * The servers that both sides use, started while Spring loads its classes: both take seconds. Whoever asks for an
 * address waits until its server is up and the ledger is restored, so that nobody sees a part of it. Thread-safe.
 */
final class Backend implements AutoCloseable {

    private final EmbeddedMongo mongo;
    private final CompletableFuture<EmbeddedKafka> kafka;
    private final CompletableFuture<Void> restored;

    private Backend(EmbeddedMongo mongo, CompletableFuture<EmbeddedKafka> kafka, CompletableFuture<Void> restored) {
        this.mongo = mongo;
        this.kafka = kafka;
        this.restored = restored;
    }

    /** Begins to start the servers and returns. */
    static Backend start(DataFolder folder) {
        EmbeddedMongo mongo = EmbeddedMongo.start();
        CompletableFuture<EmbeddedKafka> kafka =
                CompletableFuture.supplyAsync(() -> EmbeddedKafka.start(folder.kafka(), 0), Backend::inThread);
        return new Backend(
                mongo, kafka, kafka.thenAcceptAsync(broker -> Restore.run(broker, mongo), Backend::inThread));
    }

    private static void inThread(Runnable work) {
        Thread.ofPlatform().name("backend").start(work);
    }

    /** @throws CannotStartException if a server did not start or the ledger could not be restored */
    String kafkaServers() {
        await();
        return kafka.join().bootstrapServers();
    }

    /** @throws CannotStartException if a server did not start or the ledger could not be restored */
    String mongoUri() {
        await();
        return mongo.uri();
    }

    private void await() {
        try {
            restored.join();
        } catch (CompletionException e) {
            Throwable cause = e.getCause();
            throw cause instanceof CannotStartException sentence
                    ? sentence
                    : new CannotStartException(String.valueOf(cause.getMessage()), cause);
        }
    }

    /** Stops what runs; the broker last, since it holds what is durable. */
    @Override
    public void close() {
        restored.exceptionally(e -> null).join();
        mongo.close();
        kafka.thenAccept(EmbeddedKafka::close).exceptionally(e -> null).join();
    }
}
