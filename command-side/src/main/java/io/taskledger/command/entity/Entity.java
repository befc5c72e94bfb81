package io.taskledger.command.entity;

import io.taskledger.contract.commit.StreamRef;

/** A task or a profile that exists, with its state. */
public record Entity(StreamRef stream, EntityState state) {}
