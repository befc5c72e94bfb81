package io.taskledger.edge.route;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** What the edge knows of the routes behind it. */
@Configuration(proxyBeanMethods = false)
public class RouteConfiguration {

    @Bean
    Routes edgeRoutes(ObjectProvider<RequestMappingHandlerMapping> mappings) {
        return new Routes(mappings);
    }
}
