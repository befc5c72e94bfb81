package io.taskledger.command.axon;

import io.taskledger.contract.commit.StreamId;
import io.taskledger.contract.event.Event;

/**
 * An event on its way to the ledger, with whose it is.
 *
 * @param version the version its stream has with it
 */
public record StreamEvent(String owner, StreamId stream, long version, Event event) {}
