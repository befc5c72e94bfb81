package io.taskledger.query.barrier;

import java.util.OptionalLong;

/**
 * A port for what the process knows about the ends of lanes without asking Kafka. A process that runs both sides alone
 * knows them from its relay; any other process must ask, because another node may publish at any time. Thread-safe.
 */
@FunctionalInterface
public interface PublishedLanes {

    /** Knows nothing, so that Kafka is asked. */
    PublishedLanes UNKNOWN = lane -> OptionalLong.empty();

    /**
     * The position up to which the lane is published: every command that was acknowledged as published before this call
     * is at or before it. -1 if the lane is empty.
     *
     * @return empty if the process is not certain
     */
    OptionalLong position(int lane);
}
