package io.taskledger.contract.event;

/** Something that happened and was stored. {@link EventCodec} knows the wire form of every implementation. */
public interface Event {}
