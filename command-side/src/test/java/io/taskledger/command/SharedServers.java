package io.taskledger.command;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.taskledger.embedded.EmbeddedKafka;
import io.taskledger.embedded.EmbeddedMongo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;
import org.springframework.util.FileSystemUtils;

/**
 * The brokers and the database that the test classes share: each starts at its first use, and ends after the last test.
 * Every test uses its own topic and collection. Found by JUnit through {@code META-INF/services}.
 */
public final class SharedServers implements LauncherSessionListener {

    private static final Deque<AutoCloseable> OPEN = new ArrayDeque<>();

    private static @Nullable EmbeddedMongo mongo;
    private static @Nullable MongoClient client;
    private static @Nullable EmbeddedKafka kafka;
    private static @Nullable EmbeddedKafka fragile;

    public static synchronized EmbeddedMongo mongo() {
        if (mongo == null) {
            mongo = closedAtTheEnd(EmbeddedMongo.start());
        }
        return mongo;
    }

    /** A client of {@link #mongo}; tests must not close it. */
    public static synchronized MongoClient mongoClient() {
        if (client == null) {
            client = closedAtTheEnd(MongoClients.create(mongo().uri()));
        }
        return client;
    }

    /** A broker that tests must not stop. */
    public static synchronized EmbeddedKafka kafka() {
        if (kafka == null) {
            kafka = startKafka();
        }
        return kafka;
    }

    /** A broker that a test may stop and start; it runs again at its next use. */
    public static synchronized EmbeddedKafka fragileKafka() {
        if (fragile == null) {
            fragile = startKafka();
        }
        fragile.start();
        return fragile;
    }

    /** Closed in reverse order. */
    public static synchronized <T extends AutoCloseable> T closedAtTheEnd(T server) {
        OPEN.push(server);
        return server;
    }

    private static EmbeddedKafka startKafka() {
        try {
            var folder = Files.createTempDirectory("kafka");
            closedAtTheEnd(() -> FileSystemUtils.deleteRecursively(folder));
            return closedAtTheEnd(EmbeddedKafka.start(folder, 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void launcherSessionClosed(LauncherSession session) {
        closeAll();
    }

    private static synchronized void closeAll() {
        while (!OPEN.isEmpty()) {
            try {
                OPEN.pop().close();
            } catch (Exception e) {
                throw new IllegalStateException("A shared server did not end", e);
            }
        }
    }
}
