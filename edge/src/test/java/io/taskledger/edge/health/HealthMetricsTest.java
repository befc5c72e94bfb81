package io.taskledger.edge.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class HealthMetricsTest {

    private final AtomicBoolean works = new AtomicBoolean(true);
    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    HealthContributorRegistryAutoConfiguration.class, HealthEndpointAutoConfiguration.class))
            .withUserConfiguration(HealthMetricsConfiguration.class)
            .withBean(
                    "databaseHealthIndicator",
                    HealthIndicator.class,
                    () -> () -> (works.get() ? Health.up() : Health.down()).build())
            .withBean(
                    "relayHealthIndicator",
                    HealthIndicator.class,
                    () -> () -> Health.up().build())
            .withPropertyValues("management.endpoint.health.group.readiness.include=database");

    @Test
    void each_component_is_a_metric_that_follows_its_health() {
        runner.run(context -> {
            var registry = new SimpleMeterRegistry();
            context.getBean(HealthMetrics.class).bindTo(registry);
            assertThat(health(registry, "database")).isEqualTo(1);

            works.set(false);

            assertThat(health(registry, "database")).isZero();
            assertThat(health(registry, "relay")).isEqualTo(1);
        });
    }

    @Test
    void readiness_is_a_metric_too() {
        runner.run(context -> {
            var registry = new SimpleMeterRegistry();
            context.getBean(HealthMetrics.class).bindTo(registry);
            assertThat(health(registry, "readiness")).isEqualTo(1);

            works.set(false);

            assertThat(health(registry, "readiness")).isZero();
        });
    }

    private static double health(SimpleMeterRegistry registry, String component) {
        return registry.get("taskledger.health")
                .tag("component", component)
                .gauge()
                .value();
    }
}
