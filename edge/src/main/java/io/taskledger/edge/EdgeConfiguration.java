package io.taskledger.edge;

import org.springframework.context.annotation.Configuration;

/**
 * What every request meets before the domain. A side imports this and declares its
 * {@link io.taskledger.edge.auth.PublicRoutes}.
 */
@Configuration(proxyBeanMethods = false)
public class EdgeConfiguration {}
