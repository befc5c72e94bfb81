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

/** Traces, if there is somebody to send them to. */
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

        /** Next to the first of all filters, so that even a refusal has its span. */
        @Bean
        FilterRegistrationBean<RequestSpanFilter> edgeRequestSpanFilter(Tracing tracing) {
            var registration = new FilterRegistrationBean<>(new RequestSpanFilter(tracing));
            registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
            return registration;
        }
    }

    /** An empty variable is none: that is how a compose file says it. */
    static final class HasReceiver implements Condition {

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return StringUtils.hasText(context.getEnvironment().getProperty("taskledger.tracing.otlp-endpoint"));
        }
    }
}
