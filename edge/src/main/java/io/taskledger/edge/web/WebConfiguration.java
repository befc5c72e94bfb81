package io.taskledger.edge.web;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** Registers the filter of correlation ids. */
@Configuration(proxyBeanMethods = false)
public class WebConfiguration {

    /** The first of all filters, so that even a refused request has an id. */
    @Bean
    FilterRegistrationBean<CorrelationFilter> edgeCorrelationFilter() {
        FilterRegistrationBean<CorrelationFilter> registration = new FilterRegistrationBean<>(new CorrelationFilter());
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }
}
