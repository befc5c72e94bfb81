package io.taskledger.command.forward;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.concurrent.atomic.LongAdder;

/** The metric of forwarded commands, by how forwarding ended. Thread-safe. */
public final class ForwardingMetrics implements MeterBinder {

    private final LongAdder answered = new LongAdder();
    private final LongAdder notSeen = new LongAdder();
    private final LongAdder unknown = new LongAdder();

    void count(Forwarded outcome) {
        switch (outcome) {
            case Forwarded.Answered _ -> answered.increment();
            case Forwarded.NotSeen _ -> notSeen.increment();
            case Forwarded.Unknown _ -> unknown.increment();
        }
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        counter(registry, "answered", answered);
        counter(registry, "not_seen", notSeen);
        counter(registry, "unknown", unknown);
    }

    private static void counter(MeterRegistry registry, String outcome, LongAdder count) {
        FunctionCounter.builder("taskledger.forwarded", count, LongAdder::sum)
                .tag("outcome", outcome)
                .description("Commands sent to the node that holds their lane: answered there, not seen there and"
                        + " carried out here, or unknown")
                .register(registry);
    }
}
