package io.taskledger.command.ledger;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/** The metrics of a ledger, {@code taskledger.ledger.*}. Commits per insert = stored / inserts. */
public record LedgerMetrics(LedgerStats stats) implements MeterBinder {

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("taskledger.ledger.waiting", stats, LedgerStats::waiting)
                .description("Appends whose outcome is not certain yet")
                .register(registry);
        FunctionTimer.builder(
                        "taskledger.ledger.inserts",
                        stats,
                        LedgerStats::inserts,
                        each -> each.insertTime().toNanos(),
                        TimeUnit.NANOSECONDS)
                .description("Inserts sent; each inserts one batch of commits")
                .register(registry);
        counter(registry, "stored", "Commits stored", LedgerStats::stored);
        counter(registry, "retries", "Inserts whose outcome was unknown", LedgerStats::retries);
        counter(registry, "collisions", "Inserts that found their position taken", LedgerStats::collisions);
        counter(registry, "conflicts", "Appends refused because a stream had changed", LedgerStats::conflicts);
    }

    private void counter(MeterRegistry registry, String name, String what, ToDoubleFunction<LedgerStats> value) {
        FunctionCounter.builder("taskledger.ledger." + name, stats, value)
                .description(what)
                .register(registry);
    }
}
