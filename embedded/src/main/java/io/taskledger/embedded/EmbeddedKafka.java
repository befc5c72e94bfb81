package io.taskledger.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.jspecify.annotations.Nullable;

/**
 * A real Kafka broker in this JVM: one node that is broker and controller at once, on disk. What it acknowledged
 * survives a kill of the process, since the operating system holds it by then; a power cut may take the last seconds,
 * as on any single Kafka node that does not flush each record. Thread-safe.
 */
public final class EmbeddedKafka implements AutoCloseable {

    private final BrokerSettings settings;
    private @Nullable KafkaRaftServer server;
    private @Nullable FolderLock lock;

    private EmbeddedKafka(BrokerSettings settings) {
        this.settings = settings;
    }

    /**
     * Starts a broker on the loopback interface, with what an earlier one left in the folder. Takes about two seconds.
     *
     * @param folder made if absent; belongs to one broker at a time
     * @param port 0 for any free one
     * @throws IllegalStateException with a sentence for users if the folder cannot be written or is in use, or the port
     *     is taken
     */
    public static EmbeddedKafka start(Path folder, int port) {
        requireFree(port);
        var kafka = new EmbeddedKafka(new BrokerSettings(usable(folder), port == 0 ? freePort() : port, freePort()));
        kafka.start();
        return kafka;
    }

    /** Starts again, on the same folder and port, after {@link #stop}. */
    public synchronized void start() {
        if (server != null) {
            return;
        }
        lock = lock(settings.folder());
        try {
            settings.format();
            server = new KafkaRaftServer(new KafkaConfig(settings.properties(), false), Time.SYSTEM);
            server.startup();
        } catch (RuntimeException e) {
            server = null;
            unlock();
            throw new IllegalStateException(
                    "The Kafka broker did not start in %s (%s)".formatted(settings.folder(), e.getMessage()), e);
        }
    }

    /** Kafka locks its folder too, but a broker that finds it locked may end the JVM. */
    private static FolderLock lock(Path folder) {
        try {
            FolderLock lock = FolderLock.of(folder, "broker.lock");
            if (lock == null) {
                throw new IllegalStateException("Another Kafka broker runs on the folder " + folder);
            }
            return lock;
        } catch (IOException e) {
            throw new IllegalStateException("Cannot write to the folder " + folder, e);
        }
    }

    private void unlock() {
        if (lock != null) {
            lock.close();
            lock = null;
        }
    }

    /** Stops the broker and keeps its folder and port for {@link #start()}. */
    public synchronized void stop() {
        if (server != null) {
            server.shutdown();
            server.awaitShutdown();
            server = null;
            unlock();
        }
    }

    /** What a client connects to. */
    public String bootstrapServers() {
        return "127.0.0.1:" + settings.port();
    }

    @Override
    public void close() {
        stop();
    }

    private static Path usable(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new IllegalStateException("Cannot create the folder " + folder.toAbsolutePath(), e);
        }
        if (!Files.isWritable(folder)) {
            throw new IllegalStateException("Cannot write to the folder " + folder.toAbsolutePath());
        }
        return folder.toAbsolutePath();
    }

    private static void requireFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            throw new IllegalStateException("Port " + port + " on 127.0.0.1 is taken", e);
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
