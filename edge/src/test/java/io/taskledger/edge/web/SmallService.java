package io.taskledger.edge.web;

import static org.awaitility.Awaitility.await;

import com.sun.management.UnixOperatingSystemMXBean;
import io.taskledger.edge.Service;
import io.taskledger.embedded.issuer.EmbeddedIssuer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/** A {@link Service} in a separate process, which exits if its heap is too small. */
final class SmallService implements AutoCloseable {

    private static final String SAYS = "SmallService ";

    private final ConcurrentLinkedQueue<String> output = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> said = new ConcurrentLinkedQueue<>();
    private final Process process;
    private final PrintWriter commands;
    private final int port;
    private final String token;

    /** @param heap the value of {@code -Xmx} */
    SmallService(String heap, String... properties) throws IOException {
        process = new ProcessBuilder(Stream.concat(
                                Stream.of(
                                        Path.of(System.getProperty("java.home"), "bin", "java")
                                                .toString(),
                                        "-Xmx" + heap,
                                        "-Xss512k",
                                        "-XX:+UseSerialGC",
                                        "-XX:TieredStopAtLevel=1",
                                        "-XX:MetaspaceSize=96m",
                                        "-XX:+ExitOnOutOfMemoryError",
                                        "-cp",
                                        System.getProperty("java.class.path"),
                                        SmallService.class.getName()),
                                Stream.of(properties))
                        .toList())
                .redirectErrorStream(true)
                .start();
        Thread.ofPlatform().daemon().start(this::read);
        commands = new PrintWriter(process.getOutputStream(), true, StandardCharsets.UTF_8);
        var ready = List.of(next().split(" "));
        port = Integer.parseInt(ready.getFirst());
        token = ready.getLast();
    }

    private void read() {
        try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                (line.startsWith(SAYS) ? said : output).add(line);
            }
        } catch (IOException e) {
            // the process has ended
        }
    }

    private String next() {
        await().atMost(Duration.ofMinutes(5)).until(() -> !said.isEmpty() || !process.isAlive());
        var line = said.poll();
        if (line == null) {
            throw new AssertionError("The service ended: " + output);
        }
        return line.substring(SAYS.length());
    }

    int port() {
        return port;
    }

    /** A valid token. */
    String token() {
        return token;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** The lines that it printed or logged. */
    List<String> output() {
        return List.copyOf(output);
    }

    /** Bytes in use after a collection. */
    long heap() {
        return ask("heap");
    }

    /** Its connections, and a few dozen other files. */
    long files() {
        return ask("files");
    }

    private long ask(String command) {
        commands.println(command);
        return Long.parseLong(next());
    }

    @Override
    public void close() {
        commands.close(); // it exits at the end of its input
    }

    /** The process itself. */
    public static void main(String... properties) throws IOException {
        var issuer = EmbeddedIssuer.start();
        var service = Service.start(issuer, properties);
        say(service.port() + " " + service.token("alice"));
        var commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (var command = commands.readLine(); command != null; command = commands.readLine()) {
            say(Long.toString(command.equals("heap") ? usedHeap() : openFiles()));
        }
        Runtime.getRuntime().halt(0);
    }

    private static long usedHeap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static long openFiles() {
        return ManagementFactory.getPlatformMXBean(UnixOperatingSystemMXBean.class)
                .getOpenFileDescriptorCount();
    }

    private static void say(String what) {
        System.out.println(SAYS + what);
    }
}
