package io.taskledger.edge.health;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.health.registry.HealthContributorRegistry;

/**
 * Health as a metric: {@code taskledger.health} is 1 while that {@code component} is up, else 0. The component
 * {@code readiness} is the result of the readiness probe. Each scrape checks again. Thread-safe.
 */
final class HealthMetrics implements MeterBinder {

    private static final String READINESS = "readiness";

    private final ObjectProvider<HealthContributorRegistry> contributors;
    private final ObjectProvider<HealthEndpoint> health;

    /** Both are resolved late, because they depend on beans that also need the meters. */
    HealthMetrics(ObjectProvider<HealthContributorRegistry> contributors, ObjectProvider<HealthEndpoint> health) {
        this.contributors = contributors;
        this.health = health;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        contributors.getObject().stream().forEach(contributor -> bind(registry, contributor.name()));
        bind(registry, READINESS);
    }

    private void bind(MeterRegistry registry, String component) {
        Gauge.builder("taskledger.health", this, metrics -> metrics.isUp(component) ? 1 : 0)
                .tag("component", component)
                .description("1 while the component is up; readiness is what the probe is told")
                .register(registry);
    }

    private boolean isUp(String component) {
        var told = health.getObject().healthForPath(component);
        return told != null && Status.UP.equals(told.getStatus());
    }
}
