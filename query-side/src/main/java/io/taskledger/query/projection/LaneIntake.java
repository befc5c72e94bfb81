package io.taskledger.query.projection;

import io.taskledger.contract.commit.Commit;
import io.taskledger.contract.commit.CommitCodec;
import io.taskledger.contract.commit.Lanes;
import io.taskledger.contract.commit.UnreadableCommitException;
import io.taskledger.node.log.BrokenLaneException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Takes the records of one lane and keeps the next commits: repeated ones are dropped, those that come too early are
 * skipped, and a record that does not belong here ends the intake. Not thread-safe.
 */
final class LaneIntake {

    private final int lane;
    private final Lanes lanes;
    private final List<LaneCommit> commits = new ArrayList<>();
    private Checkpoint checkpoint;

    /** @param checkpoint the start of the intake */
    LaneIntake(int lane, Lanes lanes, Checkpoint checkpoint) {
        this.lane = lane;
        this.lanes = lanes;
        this.checkpoint = checkpoint;
    }

    /** The commits to be applied, in order, without gaps. */
    List<LaneCommit> commits() {
        return commits;
    }

    /** The checkpoint after these commits. */
    Checkpoint checkpoint() {
        return checkpoint;
    }

    /** Takes the records up to the first one that breaks the lane, and returns the reason, or null if none does. */
    @Nullable
    String take(List<ConsumerRecord<byte[], byte[]>> records) {
        try {
            for (var record : records) {
                take(record);
            }
            return null;
        } catch (BrokenLaneException e) {
            return e.getMessage();
        }
    }

    /** @throws BrokenLaneException if it breaks the lane; nothing has changed then */
    private void take(ConsumerRecord<byte[], byte[]> record) {
        var commit = decode(record);
        requireHome(record, commit);
        if (commit.position() <= checkpoint.position()) {
            requireSame(record, commit);
            checkpoint = checkpoint.past(past(record));
            return;
        }
        if (commit.position() > checkpoint.position() + 1) {
            return; // Kafka has lost earlier records. The relay sends them again, and then this one
        }
        requireContinued(record, commit);
        commits.add(new LaneCommit(commit, record.offset()));
        checkpoint = checkpoint.after(commit, record.offset() + 1);
    }

    private long past(ConsumerRecord<byte[], byte[]> record) {
        return Math.max(checkpoint.offset(), record.offset() + 1);
    }

    private static Commit decode(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            throw broken(record, "has no value");
        }
        try {
            return CommitCodec.decode(record.value());
        } catch (UnreadableCommitException e) {
            throw broken(record, "cannot be read. " + e.getMessage());
        }
    }

    private void requireHome(ConsumerRecord<byte[], byte[]> record, Commit commit) {
        if (commit.lane() != lane) {
            throw broken(record, "is a commit of lane " + commit.lane());
        }
        int home = lanes.of(commit.content().owner());
        if (home != lane) {
            throw broken(record, "is a commit of an owner of lane " + home);
        }
    }

    private void requireSame(ConsumerRecord<byte[], byte[]> record, Commit commit) {
        if (commit.position() == checkpoint.position() && !commit.hash().equals(checkpoint.hash())) {
            throw broken(record, "is not the commit that was applied for position " + commit.position());
        }
    }

    private void requireContinued(ConsumerRecord<byte[], byte[]> record, Commit commit) {
        if (!commit.previous().equals(checkpoint.hash())) {
            throw broken(
                    record, "with position " + commit.position() + " does not contain the hash of the previous commit");
        }
    }

    private static BrokenLaneException broken(ConsumerRecord<byte[], byte[]> record, String why) {
        return new BrokenLaneException(
                "The record at offset " + record.offset() + " of lane " + record.partition() + " " + why);
    }
}
