package io.taskledger.contract.event;

import io.taskledger.contract.commit.JsonFields;
import io.taskledger.contract.commit.RecordedEvent;
import java.util.Set;

/**
 * Turns events into the data that commits carry and back. Events of older versions are lifted to today's by
 * {@link Upcasters} before they are read. Thread-safe.
 */
public final class EventCodec {

    private final Upcasters upcasters;

    public EventCodec(Upcasters upcasters) {
        this.upcasters = upcasters;
    }

    /** The codec for every event type that exists. */
    public static EventCodec standard() {
        return new EventCodec(Upcasters.STANDARD);
    }

    /** The canonical JSON of the event in today's version of its type. */
    public static byte[] data(Event event) {
        return EventWriter.write(event);
    }

    /**
     * Reads the data of an event.
     *
     * @throws UnreadableEventException if the type is unknown, the version is newer than this code, or the data is not
     *     what the type says
     */
    public Event read(RecordedEvent event) {
        try {
            var type = EventType.of(event.type());
            if (event.version() > type.version()) {
                throw new UnreadableEventException(
                        event.type() + " version " + event.version() + " is newer than this version reads");
            }
            var data = upcasters.upcast(
                    event.type(), event.version(), type.version(), JsonFields.parse(event.data(), Set.of()));
            return EventReader.read(type, data);
        } catch (IllegalArgumentException e) {
            throw new UnreadableEventException(
                    event.type() + " version " + event.version() + " cannot be read: " + e.getMessage());
        }
    }
}
