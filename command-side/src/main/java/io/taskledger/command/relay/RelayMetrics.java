package io.taskledger.command.relay;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.stream.IntStream;

/** The metrics of the relay. */
public final class RelayMetrics implements MeterBinder {

    private final Relay relay;

    public RelayMetrics(Relay relay) {
        this.relay = relay;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("taskledger.relay.lanes.held", relay, it -> it.lanesHeld().size())
                .description("Lanes that this node relays")
                .register(registry);
        Gauge.builder("taskledger.relay.backlog", relay, RelayMetrics::backlog)
                .description("Commits that wait for Kafka on this node")
                .register(registry);
        Gauge.builder("taskledger.relay.ready", relay, it -> it.ready() ? 1 : 0)
                .description("1 if Kafka responds, the lanes are assigned and none is broken")
                .register(registry);
        Gauge.builder("taskledger.relay.broker.reachable", relay, it -> it.isReachable() ? 1 : 0)
                .description("1 if Kafka responds")
                .register(registry);
        Gauge.builder("taskledger.relay.lanes.broken", relay, it -> it.broken().size())
                .description("Lanes of this node that cannot be relayed until an operator repairs them")
                .register(registry);
        Gauge.builder("taskledger.relay.waiting", relay, Relay::waiting)
                .description("Commands that wait for Kafka to acknowledge their commit")
                .register(registry);
        for (int lane = 0; lane < relay.lanes(); lane++) {
            int number = lane;
            Gauge.builder("taskledger.relay.lag", relay, it -> it.backlog(number))
                    .tag("lane", Integer.toString(lane))
                    .description("Commits of the lane that wait for Kafka")
                    .register(registry);
        }
    }

    private static double backlog(Relay relay) {
        return IntStream.range(0, relay.lanes()).mapToLong(relay::backlog).sum();
    }
}
