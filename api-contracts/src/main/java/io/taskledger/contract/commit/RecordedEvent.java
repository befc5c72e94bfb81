package io.taskledger.contract.commit;

import java.util.UUID;

/**
 * An event as it is stored in a commit. The data stays in its stored form, so that a commit can be relayed, hashed and
 * verified by code that does not know the event's type; {@link io.taskledger.contract.event.EventCodec} reads it.
 *
 * @param id UUIDv7, unique
 * @param type the name of the event type, without a version
 * @param version the version of the form of the data, from 1
 * @param stream the stream that the event belongs to
 * @param streamVersion the number of events in the stream up to and including this one, from 1
 * @param data canonical JSON of an object; not copied, must not be changed
 */
@SuppressWarnings("ArrayRecordComponent")
public record RecordedEvent(UUID id, String type, int version, StreamId stream, long streamVersion, byte[] data) {}
