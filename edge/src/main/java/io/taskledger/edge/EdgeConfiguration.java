package io.taskledger.edge;

import io.taskledger.edge.auth.AuthConfiguration;
import io.taskledger.edge.cors.CorsRules;
import io.taskledger.edge.health.HealthMetricsConfiguration;
import io.taskledger.edge.limit.LimitConfiguration;
import io.taskledger.edge.problem.ProblemConfiguration;
import io.taskledger.edge.route.RouteConfiguration;
import io.taskledger.edge.trace.TracingConfiguration;
import io.taskledger.edge.web.Connections;
import io.taskledger.edge.web.JsonConfiguration;
import io.taskledger.edge.web.WebConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * Everything that a request passes before the domain. A side imports this and declares its
 * {@link io.taskledger.edge.auth.PublicRoutes}.
 */
@Configuration(proxyBeanMethods = false)
@Import({
    Connections.class,
    WebConfiguration.class,
    TracingConfiguration.class,
    HealthMetricsConfiguration.class,
    JsonConfiguration.class,
    ProblemConfiguration.class,
    RouteConfiguration.class,
    LimitConfiguration.class,
    CorsRules.class,
    AuthConfiguration.class
})
public class EdgeConfiguration {}
