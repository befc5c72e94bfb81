package io.taskledger.query.api;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The routes of the query side. */
@Configuration(proxyBeanMethods = false)
@Import({
    TaskQueryController.class,
    TaskListController.class,
    StatsController.class,
    UserQueryController.class,
    UsersController.class
})
public class QueryApi {}
