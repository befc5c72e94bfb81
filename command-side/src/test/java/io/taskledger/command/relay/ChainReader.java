package io.taskledger.command.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.contract.commit.Commit;
import io.taskledger.contract.commit.CommitHash;
import io.taskledger.node.kafka.EventTopic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;

/**
 * Reads all lanes of a topic from their beginnings. Reads like a consumer that drops known positions and skips those
 * that come too early; the chain must be intact. For one thread at a time.
 */
final class ChainReader implements AutoCloseable {

    private final Consumer<byte[], byte[]> consumer;
    private final List<List<CommitHash>> taken;

    ChainReader(EventTopic topic) {
        var all = IntStream.range(0, topic.lanes().count())
                .mapToObj(topic::partition)
                .toList();
        taken = all.stream().<List<CommitHash>>map(_ -> new ArrayList<>()).toList();
        consumer = RelayClients.reader(topic);
        consumer.assign(all);
        consumer.seekToBeginning(all);
    }

    /** Reads on, waits a little if there is nothing, and returns the commits read so far of each lane. */
    List<List<CommitHash>> read() {
        for (var record : consumer.poll(Duration.ofMillis(100))) {
            take(taken.get(record.partition()), Records.read(record));
        }
        return taken;
    }

    private static void take(List<CommitHash> lane, Commit commit) {
        if (commit.position() == lane.size()) {
            assertThat(commit.previous())
                    .as("the chain of lane %d at position %d", commit.lane(), commit.position())
                    .isEqualTo(lane.isEmpty() ? CommitHash.NONE : lane.getLast());
            lane.add(commit.hash());
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
