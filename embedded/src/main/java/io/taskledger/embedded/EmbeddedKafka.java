package io.taskledger.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.jspecify.annotations.Nullable;

/**
 * A real Kafka broker in this JVM, broker and controller at once, on disk; alone or one of a cluster. Acknowledged
 * records survive a kill of the process, because the operating system has them. A power cut may lose the last seconds,
 * as with any single Kafka node that does not flush each record. Thread-safe.
 */
public final class EmbeddedKafka implements AutoCloseable {

    private final BrokerSettings settings;
    private @Nullable KafkaRaftServer server;
    private @Nullable FolderLock lock;

    private EmbeddedKafka(BrokerSettings settings) {
        this.settings = settings;
    }

    /**
     * Starts a broker on the loopback interface, with the records that an earlier broker left in the folder. Takes
     * about two seconds.
     *
     * @param folder created if absent; belongs to one broker at a time
     * @param port 0 for any free one
     * @throws IllegalStateException with a message for users if the folder cannot be written or is in use, or the port
     *     is taken
     */
    public static EmbeddedKafka start(Path folder, int port) {
        requireFree(port);
        var free = freePorts(2);
        int broker = port == 0 ? free.getFirst() : port;
        int controller = free.getLast() == broker ? free.getFirst() : free.getLast();
        var kafka = new EmbeddedKafka(new BrokerSettings(
                usable(folder),
                1,
                broker,
                List.of(controller),
                Uuid.randomUuid().toString()));
        kafka.start();
        return kafka;
    }

    /**
     * Starts a cluster whose nodes replicate everything to each other, on any free ports. A majority of them must run
     * for it to work.
     *
     * @param folder gets a folder for each node
     */
    public static List<EmbeddedKafka> startCluster(Path folder, int nodes) {
        var controllers = freePorts(nodes);
        var brokers = freePorts(nodes);
        var cluster = Uuid.randomUuid().toString();
        var all = IntStream.rangeClosed(1, nodes)
                .mapToObj(node -> new EmbeddedKafka(new BrokerSettings(
                        usable(folder.resolve("node-" + node)), node, brokers.get(node - 1), controllers, cluster)))
                .toList();
        try (var threads =
                Executors.newVirtualThreadPerTaskExecutor()) { // in parallel, because each node waits for a majority
            all.stream()
                    .map(kafka -> CompletableFuture.runAsync(kafka::start, threads))
                    .toList()
                    .forEach(CompletableFuture::join);
        }
        return all;
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

    /** Kafka locks its folder too, but a broker that finds it locked may exit the JVM. */
    private static FolderLock lock(Path folder) {
        try {
            var lock = FolderLock.of(folder, "broker.lock");
            if (lock == null) {
                throw new IllegalStateException("Another Kafka broker uses the folder " + folder);
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

    /**
     * Cuts the last batches of a partition off the log of this broker while it is stopped, as a power cut loses data
     * that is not on disk yet. For tests.
     */
    public synchronized void loseLastBatches(String topic, int partition, int batches) {
        if (server != null) {
            throw new IllegalStateException("Stop the broker first");
        }
        PowerCut.loseLastBatches(settings.folder(), topic, partition, batches);
    }

    /** The address for clients. */
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

    /** All different: each port stays bound until the last one is found. */
    private static List<Integer> freePorts(int count) {
        var sockets = new ArrayList<ServerSocket>();
        try {
            for (int i = 0; i < count; i++) {
                sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            return sockets.stream().map(ServerSocket::getLocalPort).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            sockets.forEach(EmbeddedKafka::close);
        }
    }

    private static void close(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
