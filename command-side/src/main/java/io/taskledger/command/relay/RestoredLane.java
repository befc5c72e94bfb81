package io.taskledger.command.relay;

import io.taskledger.contract.commit.Commit;
import io.taskledger.contract.commit.CommitHash;
import io.taskledger.node.log.BrokenLaneException;
import io.taskledger.node.log.CommitLog;
import io.taskledger.node.log.CommitLog.Inserted;
import io.taskledger.node.log.LedgerUnavailableException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** One lane that is being restored from the topic to the ledger. */
final class RestoredLane {

    private static final int BATCH = 500;
    private static final int BATCH_BYTES = 8 << 20;

    private final CommitLog log;
    private final TopicPartition partition;
    private final long end;
    private final @Nullable Commit kept;
    private long position;
    private CommitHash hash;
    private long furthest;
    private long copied;

    /** @param end the offset up to which records are wanted */
    RestoredLane(CommitLog log, TopicPartition partition, long end) {
        this.log = log;
        this.partition = partition;
        this.end = end;
        kept = log.last(partition.partition());
        position = kept == null ? -1 : kept.position();
        furthest = position;
        hash = kept == null ? CommitHash.NONE : kept.hash();
    }

    /** No commit is at an offset smaller than its position, because each earlier commit needed a record too. */
    long firstOffset(long begin) {
        return Math.min(Math.max(begin, Math.max(0, position)), end);
    }

    boolean isDone(long offset) {
        return offset >= end;
    }

    void copy(List<ConsumerRecord<byte[], byte[]>> records) {
        var batch = new ArrayList<Commit>();
        int bytes = 0;
        for (var record : records) {
            var commit = Records.read(record);
            if (continues(commit)) {
                batch.add(commit);
                bytes += commit.bytes().length;
                position = commit.position();
                hash = commit.hash();
            }
            if (batch.size() == BATCH || bytes > BATCH_BYTES) {
                insert(batch);
                batch.clear();
                bytes = 0;
            }
        }
        insert(batch);
    }

    /** Whether it is the next commit; earlier ones are repeated, or already in the ledger. */
    private boolean continues(Commit commit) {
        if (kept != null
                && commit.position() == kept.position()
                && !commit.hash().equals(kept.hash())) {
            throw broken(commit);
        }
        if (commit.position() != position + 1) {
            furthest = Math.max(furthest, commit.position());
            return false; // if it comes too early, Kafka lost earlier records: they come later, and this one again
        }
        if (!commit.previous().equals(hash)) {
            throw broken(commit);
        }
        return true;
    }

    /** @throws BrokenLaneException if commits are missing in the topic */
    void requireWhole() {
        if (furthest > position) {
            throw new BrokenLaneException("Partition " + partition + " contains the commit at position " + furthest
                    + ", but Kafka has lost those after position " + position);
        }
    }

    private BrokenLaneException broken(Commit commit) {
        return new BrokenLaneException("Partition " + partition + " does not continue the ledger at position "
                + commit.position() + " of lane " + commit.lane());
    }

    private void insert(List<Commit> batch) {
        var left = batch;
        while (!left.isEmpty()) {
            switch (log.insert(left)) {
                case Inserted.All() -> left = List.of();
                case Inserted.TakenAt(int index) -> {
                    TopicCheck.require(log, left.get(index)); // another node is restoring too
                    left = left.subList(index + 1, left.size());
                }
                case Inserted.NoPredecessor() -> throw broken(left.getFirst());
                case Inserted.Unknown(var cause) ->
                    throw new LedgerUnavailableException("MongoDB did not confirm an insert", cause);
            }
        }
        copied += batch.size();
    }

    TopicPartition partition() {
        return partition;
    }

    long copied() {
        return copied;
    }
}
