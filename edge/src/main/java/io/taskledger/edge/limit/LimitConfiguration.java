package io.taskledger.edge.limit;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Rate limits, and the address that a request comes from. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({RateLimitProperties.class, ProxyProperties.class})
@Import(StoreConfiguration.class)
public class LimitConfiguration {

    @Bean
    RateLimits edgeRateLimits(RateLimitProperties properties, ObjectProvider<SharedStore> shared) {
        var store = shared.getIfAvailable();
        return new RateLimits(
                properties,
                store == null
                        ? (limit, filling) -> new LocalBuckets(filling)
                        : (limit, filling) -> new SharedBuckets(limit, filling, store));
    }

    @Bean
    ClientAddress edgeClientAddress(ProxyProperties properties) {
        return new ClientAddress(properties);
    }
}
