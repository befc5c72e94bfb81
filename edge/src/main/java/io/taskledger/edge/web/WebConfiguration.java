package io.taskledger.edge.web;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** What requests carry besides their body. */
@Configuration(proxyBeanMethods = false)
public class WebConfiguration {

    /** First of all filters, so that even a refusal has its id. */
    @Bean
    FilterRegistrationBean<CorrelationFilter> edgeCorrelationFilter() {
        FilterRegistrationBean<CorrelationFilter> registration = new FilterRegistrationBean<>(new CorrelationFilter());
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }
}
