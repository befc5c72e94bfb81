package io.taskledger.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** One of our jars in a separate process, unpacked like in {@code ./run} and in the container images. */
final class ServerProcess implements AutoCloseable {

    static final List<String> JAVA = List.of(
            ProcessHandle.current().info().command().orElseThrow(),
            "-Xmx400m",
            "-Xss512k",
            "-XX:+UseParallelGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:+ExitOnOutOfMemoryError",
            "--enable-native-access=ALL-UNNAMED");

    private final Process process;
    private final Path log;

    private ServerProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Starts a jar and returns at once.
     *
     * @param log file for its output; created again
     */
    static ServerProcess start(Path jar, Path log, Map<String, String> environment, String... arguments) {
        return start(jar, log, environment, List.of(), arguments);
    }

    private static ServerProcess start(
            Path jar, Path log, Map<String, String> environment, List<String> java, String... arguments) {
        var command = new ArrayList<>(JAVA);
        command.addAll(java);
        command.addAll(List.of("-jar", UnpackedJar.of(jar).toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("TASKLEDGER_RATE_LIMIT_ENABLED", "false");
        builder.environment().putAll(environment);
        try {
            return new ServerProcess(builder.start(), log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts standalone and returns at once. */
    static ServerProcess standalone(Path data, int port, String... arguments) {
        return standalone(data, port, List.of(), arguments);
    }

    /** @param java options for Java that override those of {@code ./run} */
    static ServerProcess standalone(Path data, int port, List<String> java, String... arguments) {
        var all = new ArrayList<>(List.of("--server.port=" + port, "--taskledger.standalone.data=" + data));
        all.addAll(List.of(arguments));
        return start(
                Path.of("target/taskledger-standalone.jar"),
                data.resolveSibling(data.getFileName() + "-" + System.nanoTime() + ".log"),
                Map.of(),
                java,
                all.toArray(String[]::new));
    }

    /** Waits until it has printed this text. */
    ServerProcess awaitPrinted(String text) {
        Awaitility.await(text)
                .atMost(Duration.ofMinutes(10))
                .until(() -> !process.isAlive() || printed().contains(text));
        if (!printed().contains(text)) {
            throw new AssertionError("It ended: " + printed());
        }
        return this;
    }

    String printed() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its exit code, after it has ended by itself. */
    int exitCode() throws InterruptedException {
        if (!process.waitFor(10, TimeUnit.MINUTES)) {
            throw new AssertionError("still running: " + printed());
        }
        return process.exitValue();
    }

    /** {@code kill -9}. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** {@code kill}, like Ctrl-C. */
    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(3, TimeUnit.MINUTES)) {
            kill();
            throw new AssertionError("It did not stop in three minutes: " + printed());
        }
    }

    /**
     * A free port outside the range that the system assigns to clients, so that it stays free while the process starts.
     */
    static int freePort() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(10_000, 32_000);
            try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException taken) {
                // in use: try another one
            }
        }
    }
}
