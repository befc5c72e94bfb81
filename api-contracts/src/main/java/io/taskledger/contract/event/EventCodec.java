package io.taskledger.contract.event;

import io.taskledger.contract.commit.CanonicalJson;
import io.taskledger.contract.commit.JsonFields;
import io.taskledger.contract.commit.RecordedEvent;
import java.util.Set;

/**
 * Converts events to the data in commits, and back. {@link Upcasters} convert data of older versions to the current
 * version before it is read. Thread-safe.
 */
public final class EventCodec {

    private final Upcasters upcasters;

    public EventCodec(Upcasters upcasters) {
        this.upcasters = upcasters;
    }

    /** The codec for all event types. */
    public static EventCodec standard() {
        return new EventCodec(Upcasters.STANDARD);
    }

    /** The canonical JSON of the event in the current version of its type. */
    public static byte[] data(Event event) {
        var json = new CanonicalJson(256).object();
        EventType.of(event).write(json, event);
        return json.endObject().toBytes();
    }

    /**
     * Reads the data of an event.
     *
     * @throws UnreadableEventException if the type is unknown, the version is newer than this code, or the data does
     *     not have the form of the type
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
            return type.read(data);
        } catch (IllegalArgumentException e) {
            throw new UnreadableEventException(
                    event.type() + " version " + event.version() + " cannot be read: " + e.getMessage());
        }
    }
}
