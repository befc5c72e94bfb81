package io.taskledger.command.axon;

import java.util.UUID;

/** Which task of which owner. */
public record TaskKey(String owner, UUID task) {}
