package io.taskledger.query.fold;

import java.util.Comparator;

/**
 * The place of an event. Places of one lane are in the order of the lane.
 *
 * @param position of the commit
 * @param index of the event within the commit, from 0
 */
public record Place(int lane, long position, int index) implements Comparable<Place> {

    private static final Comparator<Place> ORDER = Comparator.comparingInt(Place::lane)
            .thenComparingLong(Place::position)
            .thenComparingInt(Place::index);

    /** Unique among all events. */
    public String id() {
        return lane + "/" + position + "/" + index;
    }

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }
}
