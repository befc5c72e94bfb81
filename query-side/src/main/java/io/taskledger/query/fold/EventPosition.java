package io.taskledger.query.fold;

import java.util.Comparator;

/**
 * The place of an event. Places of one lane are in the order of the lane.
 *
 * @param position of the commit
 * @param index of the event within the commit, from 0
 */
public record EventPosition(int lane, long position, int index) implements Comparable<EventPosition> {

    private static final Comparator<EventPosition> ORDER = Comparator.comparingInt(EventPosition::lane)
            .thenComparingLong(EventPosition::position)
            .thenComparingInt(EventPosition::index);

    /** Unique among all events. */
    public String id() {
        return lane + "/" + position + "/" + index;
    }

    @Override
    public int compareTo(EventPosition other) {
        return ORDER.compare(this, other);
    }
}
