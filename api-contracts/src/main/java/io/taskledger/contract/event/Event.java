package io.taskledger.contract.event;

/**
 * Something that happened and was stored. Sealed, so that a {@code switch} over events does not compile until it knows
 * every event; {@link EventType} has the stored form of each.
 */
public sealed interface Event permits TaskEvent, ProfileUpdated {}
