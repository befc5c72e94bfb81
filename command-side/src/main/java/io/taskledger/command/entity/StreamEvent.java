package io.taskledger.command.entity;

import io.taskledger.contract.commit.StreamRef;
import io.taskledger.contract.event.Event;

/**
 * An event on its way to the ledger, with its stream.
 *
 * @param version the version of the stream including this event
 */
public record StreamEvent(StreamRef stream, long version, Event event) {}
