package io.taskledger.command.relay;

import io.taskledger.contract.commit.Commit;
import io.taskledger.node.kafka.EventTopic;
import io.taskledger.node.log.CommitLog;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.producer.Producer;

/** A relay of one lane without a consumer group. */
final class LoneLane implements AutoCloseable {

    private final List<Producer<byte[], byte[]>> producers = new CopyOnWriteArrayList<>();
    private final TopicTail tail;
    private final Outbox outbox;
    private final LaneRelay relay;
    private boolean killed;

    LoneLane(EventTopic topic, CommitLog log, int lane) {
        tail = new TopicTail(topic);
        outbox = new Outbox(() -> {
            var producer = RelayClients.producer(topic);
            producers.add(producer);
            return producer;
        });
        var poll = Duration.ofMillis(20);
        relay = new LaneRelay(lane, topic, log, tail, outbox, new LaneProgress(lane), poll);
        relay.start();
    }

    void offer(Commit commit) {
        relay.offer(commit);
    }

    /** Whether its first commits are in flight. */
    boolean isSending() {
        return producers.stream().anyMatch(LoneLane::hasSent);
    }

    private static boolean hasSent(Producer<byte[], byte[]> producer) {
        return producer.metrics().values().stream()
                .anyMatch(metric ->
                        metric.metricName().name().equals("record-send-total") && (Double) metric.metricValue() > 0);
    }

    /** Stops at once, with requests in flight, like a killed process. */
    void kill() {
        relay.stop();
        producers.forEach(producer -> producer.close(Duration.ZERO));
        killed = true;
    }

    @Override
    public void close() {
        if (!killed) {
            relay.drain();
        }
        relay.join(Duration.ofMinutes(2));
        relay.stop();
        outbox.close();
        tail.close();
    }
}
