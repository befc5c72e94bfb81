package io.taskledger.query.projection;

import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * What a poll delivered for one lane that this node holds.
 *
 * @param from the checkpoint of the lane before the poll
 * @param intake the next commits
 * @param broken why a record of the poll broke the lane, after these commits; null if none did
 */
record PolledLane(
        TopicPartition partition,
        HeldLane lane,
        Checkpoint from,
        LaneIntake intake,
        @Nullable String broken) {

    int number() {
        return lane.progress().lane();
    }

    boolean hasCommits() {
        return !intake.commits().isEmpty();
    }

    /** The commits, if there are any. */
    LaneBatch batch() {
        return new LaneBatch(number(), intake.commits(), from, lane.parked());
    }

    /** The checkpoint after these commits. */
    Checkpoint to() {
        return intake.checkpoint().withParked(lane.parked().count());
    }

    /** How the lane's checkpoint moves. */
    Checkpoints.Move move() {
        return new Checkpoints.Move(number(), from, to());
    }
}
