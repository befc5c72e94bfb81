package io.taskledger.command.axon;

import org.axonframework.eventsourcing.eventstore.AbstractConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.ConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.Position;

/** The position of the lane as of which a stream was read; -1 before the first commit. */
final class PositionMarker extends AbstractConsistencyMarker<PositionMarker> {

    private final long position;

    PositionMarker(long position) {
        this.position = position;
    }

    /** The position in the condition; -1 if it is the origin. */
    static long basis(AppendCondition condition) {
        return condition.consistencyMarker() instanceof PositionMarker marker ? marker.position : -1;
    }

    @Override
    protected ConsistencyMarker doLowerBound(PositionMarker other) {
        return position <= other.position ? this : other;
    }

    @Override
    protected ConsistencyMarker doUpperBound(PositionMarker other) {
        return position >= other.position ? this : other;
    }

    /** Axon's positions are sealed; sourcing always starts at the beginning of a stream. */
    @Override
    public Position position() {
        return Position.START;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PositionMarker marker && marker.position == position;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(position);
    }

    @Override
    public String toString() {
        return "position " + position;
    }
}
