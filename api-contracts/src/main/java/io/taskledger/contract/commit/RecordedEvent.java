package io.taskledger.contract.commit;

import java.util.UUID;

/**
 * An event as a commit carries it. The data stays in its stored form, so that a commit can be relayed, hashed and
 * verified by code that does not know the event's type; {@link io.taskledger.contract.event.EventCodec} reads it.
 *
 * @param id UUIDv7, unique
 * @param type the event's name without a version
 * @param version of the form of the data, from 1
 * @param stream whose event this is
 * @param streamVersion how many events the stream has with this one, from 1
 * @param data canonical JSON of an object; not copied, never to be changed
 */
@SuppressWarnings("ArrayRecordComponent")
public record RecordedEvent(UUID id, String type, int version, StreamId stream, long streamVersion, byte[] data) {}
