package io.taskledger.edge.health;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Health as metrics, for both sides. */
@Configuration(proxyBeanMethods = false)
public class HealthMetricsConfiguration {

    @Bean
    HealthMetrics edgeHealthMetrics(
            ObjectProvider<HealthContributorRegistry> contributors, ObjectProvider<HealthEndpoint> health) {
        return new HealthMetrics(contributors, health);
    }
}
