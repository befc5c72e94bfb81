package io.taskledger.command.api;

import io.taskledger.node.kafka.EventTopic;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A member of the group of the lanes that is no node: a test says what it does with the requests it gets. */
final class ScriptedNode implements AutoCloseable {

    /** Reads what a node sent; the answer is written as it is. An empty answer closes the connection. */
    @FunctionalInterface
    interface Script {
        String answer(Received request) throws Exception;
    }

    /** @param headers by name in lower case; lines joined by a comma */
    @SuppressWarnings("ArrayRecordComponent")
    record Received(String line, Map<String, String> headers, byte[] body) {}

    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final ServerSocket server;
    private final KafkaConsumer<byte[], byte[]> member;
    private final Thread polling;
    private volatile Script script = request -> "";
    private volatile boolean closing;
    private volatile Set<Integer> lanes = Set.of();

    ScriptedNode(EventTopic topic, String group) {
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        member = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, topic.bootstrapServers(),
                        ConsumerConfig.GROUP_ID_CONFIG, group,
                        ConsumerConfig.CLIENT_ID_CONFIG, origin(),
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false,
                        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        Thread.ofVirtual().start(this::accept);
        polling = Thread.ofVirtual().start(() -> poll(topic.name()));
    }

    String origin() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    /** What it does from now on. */
    void plays(Script next) {
        received.clear();
        script = next;
    }

    /** What it got since it was told what to do. */
    List<Received> received() {
        return received;
    }

    Set<Integer> lanes() {
        return lanes;
    }

    /** An answer of a node to this request. */
    static String answer(Received request, int status, String headers, String body) {
        return "HTTP/1.1 " + status + " Some\r\nConnection: close\r\nContent-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\nX-Correlation-Id: "
                + request.headers().get("x-correlation-id") + "\r\n" + headers + "\r\n" + body;
    }

    private void poll(String topic) {
        member.subscribe(List.of(topic));
        while (!closing) {
            member.poll(Duration.ofMillis(50));
            member.pause(member.assignment());
            lanes = member.assignment().stream().map(TopicPartition::partition).collect(Collectors.toSet());
        }
        member.close();
    }

    /** From now on connections are refused, while it stays a member, like a node that was killed just now. */
    void die() throws IOException {
        server.close();
    }

    private void accept() {
        try {
            while (true) {
                var socket = server.accept();
                Thread.startVirtualThread(() -> serve(socket));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            var request = read(socket.getInputStream());
            received.add(request);
            socket.getOutputStream().write(script.answer(request).getBytes(StandardCharsets.UTF_8));
        } catch (Exception e) {
            // the other side has gone, or the test is over
        }
    }

    private static Received read(InputStream in) throws IOException {
        var head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            head.write(in.read());
        }
        var lines = head.toString(StandardCharsets.ISO_8859_1).split("\r\n", -1);
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        for (int i = 1; i < lines.length && !lines[i].isEmpty(); i++) {
            var colon = lines[i].indexOf(':');
            headers.merge(
                    lines[i].substring(0, colon), lines[i].substring(colon + 1).strip(), (a, b) -> a + "," + b);
        }
        int length = Integer.parseInt(headers.getOrDefault("Content-Length", "0"));
        return new Received(lines[0], headers, in.readNBytes(length));
    }

    /** Leaves the group. */
    @Override
    public void close() {
        closing = true;
        try {
            polling.join();
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
