package io.taskledger.query.projection;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import io.taskledger.contract.commit.Lanes;
import io.taskledger.edge.trace.AppliedSpans;
import io.taskledger.node.kafka.EventTopic;
import io.taskledger.query.fold.Projections;
import io.taskledger.query.store.Generation;
import io.taskledger.query.store.ReadModels;
import java.time.Duration;
import java.util.List;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;

/**
 * Creates what fills generations, and what reads them. Thread-safe.
 *
 * @param readModels for the projection, with long time-outs, because no request waits for it
 * @param timeout the time-out of a query's access to MongoDB
 */
public record Consumptions(
        EventTopic topic,
        ProjectionProperties properties,
        ReadModels readModels,
        Duration timeout,
        Projections projections,
        ProjectionMetrics metrics,
        AppliedSpans spans) {

    public Lanes lanes() {
        return topic.lanes();
    }

    /** What fills these generations; not started. */
    public Consumption of(List<Generation> generations) {
        var applied = new AppliedLanes(lanes());
        var part = metrics.part();
        var filled =
                new LaneConsumption(lanes(), readModels.with(generations), members(generations), applied, part, spans);
        return new Consumption(generations, filled, container(generations, filled), part, served(generations, applied));
    }

    private ConcurrentMessageListenerContainer<byte[], byte[]> container(
            List<Generation> generations, LaneConsumption filled) {
        var group = generations.stream().map(Generation::toString).collect(joining("."));
        return Consumers.container(topic, properties, properties.group() + "." + group, filled);
    }

    /** The checkpoints of these generations. */
    public Checkpoints checkpoints(List<Generation> generations) {
        return new Checkpoints(readModels.with(generations), members(generations));
    }

    private Served served(List<Generation> generations, AppliedLanes applied) {
        var read = readModels.with(generations).within(timeout);
        var checkpoints = new Checkpoints(read, members(generations));
        return new Served(read, applied, new RemoteLanes(checkpoints, lanes().count()));
    }

    private Projections members(List<Generation> generations) {
        return projections.only(generations.stream().map(Generation::group).collect(toSet()));
    }
}
