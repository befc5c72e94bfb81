package io.taskledger.command.api;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The routes of the command side. */
@Configuration(proxyBeanMethods = false)
@Import({TaskCommandController.class, BatchController.class, UserCommandController.class})
public class CommandApi {}
