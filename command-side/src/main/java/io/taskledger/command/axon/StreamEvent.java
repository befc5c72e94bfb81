package io.taskledger.command.axon;

import io.taskledger.contract.commit.StreamId;
import io.taskledger.contract.event.Event;

/**
 * An event on its way to the ledger, with its owner and stream.
 *
 * @param version the version of the stream including this event
 */
public record StreamEvent(String owner, StreamId stream, long version, Event event) {}
