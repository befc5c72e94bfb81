package io.taskledger.edge.auth;

import io.taskledger.edge.limit.ClientAddress;
import io.taskledger.edge.limit.RateLimits;
import io.taskledger.edge.route.Routes;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Turns a bearer token into a {@link Caller}. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AuthProperties.class)
@Import(SecurityChains.class)
public class AuthConfiguration {

    /**
     * How long a verdict on a JWT is cached. A banned user, or a token whose key was removed, may be accepted for this
     * time.
     */
    private static final Duration JWT_VERDICT_TTL = Duration.ofMinutes(1);

    private static final Duration SESSION_VERDICT_TTL = Duration.ofSeconds(5);

    @Bean
    Admission edgeAdmission(
            AuthProperties properties,
            RateLimits limits,
            ClientAddress address,
            Routes routes,
            ObjectProvider<Peers> others) {
        var peers = others.getIfAvailable(() -> Peers.NONE);
        return switch (properties.mode()) {
            case JWT -> {
                var cache = new TokenCache(Clock.systemUTC(), JWT_VERDICT_TTL);
                TokenCheck check = new TokenVerifier(properties, JwksKeys.from(properties.keys(), cache::keysChanged));
                yield new Admission(check, cache, limits, address, routes, peers);
            }
            case SESSION ->
                new Admission(
                        new SessionCheck(properties.sessions()),
                        new TokenCache(Clock.systemUTC(), SESSION_VERDICT_TTL),
                        limits,
                        address,
                        routes,
                        peers);
        };
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
