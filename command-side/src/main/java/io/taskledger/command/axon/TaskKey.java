package io.taskledger.command.axon;

import java.util.UUID;

/** A task of an owner. */
public record TaskKey(String owner, UUID task) {}
