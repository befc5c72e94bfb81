package io.taskledger.edge.trace;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/** Tracing, if a receiver is configured. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TracingProperties.class)
public class TracingConfiguration {

    @Configuration(proxyBeanMethods = false)
    @Conditional(HasReceiver.class)
    static class On {

        @Bean(destroyMethod = "close")
        Tracing edgeTracing(
                TracingProperties properties, @Value("${spring.application.name:taskledger}") String service) {
            return Tracing.to(properties, service);
        }

        /** The second of all filters, so that even a refused request has a span. */
        @Bean
        FilterRegistrationBean<RequestSpanFilter> edgeRequestSpanFilter(Tracing tracing) {
            var registration = new FilterRegistrationBean<>(new RequestSpanFilter(tracing));
            registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
            return registration;
        }
    }

    /** An empty variable counts as not set, because a compose file cannot leave it out. */
    static final class HasReceiver implements Condition {

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return StringUtils.hasText(context.getEnvironment().getProperty("taskledger.tracing.otlp-endpoint"));
        }
    }
}
