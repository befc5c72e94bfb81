package io.taskledger.edge.limit;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The limits of this node. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({RateLimitProperties.class, ProxyProperties.class})
public class LimitConfiguration {

    @Bean
    RateLimits edgeRateLimits(RateLimitProperties properties) {
        return new RateLimits(properties);
    }

    @Bean
    ClientAddress edgeClientAddress(ProxyProperties properties) {
        return new ClientAddress(properties);
    }
}
