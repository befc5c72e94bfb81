package io.taskledger.edge.auth;

import io.taskledger.edge.limit.ClientAddress;
import io.taskledger.edge.limit.RateLimits;
import java.time.Clock;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** From bearer token to {@link Caller}. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AuthProperties.class)
@Import(SecurityChains.class)
public class AuthConfiguration {

    @Bean
    Gate edgeGate(AuthProperties properties, RateLimits limits, ClientAddress address) {
        TokenCache cache = new TokenCache(Clock.systemUTC());
        return new Gate(
                new TokenVerifier(properties, JwksKeys.from(properties.keys(), cache::keysChanged)),
                cache,
                limits,
                address);
    }

    @Bean
    WebMvcConfigurer edgeCallerArguments() {
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new CallerArgument());
            }
        };
    }
}
