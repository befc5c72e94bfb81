package io.taskledger.node.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.contract.commit.Cause;
import io.taskledger.contract.commit.Commit;
import io.taskledger.contract.commit.CommitDraft;
import io.taskledger.contract.commit.CommitHash;
import io.taskledger.contract.commit.PreparedCommit;
import io.taskledger.contract.commit.RecordedEvent;
import io.taskledger.contract.commit.StreamId;
import io.taskledger.contract.commit.TimeOrderedIds;
import io.taskledger.node.log.CommitLog.Inserted;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every log of commits does; the ledger, the relay and a restore rely on it. */
abstract class CommitLogContract {

    private static final int LANE = 3;

    private CommitLog log;

    /** A log without commits. */
    abstract CommitLog empty();

    @BeforeEach
    void begin() {
        log = empty();
    }

    @Test
    void an_empty_lane_has_no_last_commit_and_nothing_to_read() {
        assertThat(log.last(LANE)).isNull();
        assertThat(log.read(LANE, 0, 10)).isEmpty();
        assertThat(followed(0)).isEmpty();
    }

    @Test
    void commits_are_read_as_they_were_inserted_byte_for_byte() {
        var chain = chain(null, 3);

        assertThat(log.insert(chain)).isEqualTo(new Inserted.All());

        assertThat(log.read(LANE, 0, 10)).extracting(Commit::bytes).containsExactly(bytes(chain));
        assertThat(log.last(LANE).bytes()).isEqualTo(chain.getLast().bytes());
    }

    @Test
    void a_read_begins_at_its_position_and_ends_at_its_limit() {
        var chain = inserted(chain(null, 40));

        assertThat(log.read(LANE, 5, 20)).extracting(Commit::position).containsExactlyElementsOf(positions(5, 25));
        assertThat(log.read(LANE, 38, 20)).extracting(Commit::position).containsExactly(38L, 39L);
        assertThat(log.read(LANE, 40, 20)).isEmpty();
        assertThat(followed(7)).extracting(Commit::hash).containsExactlyElementsOf(hashes(chain.subList(7, 40)));
    }

    @Test
    void lanes_do_not_see_each_other() {
        inserted(chain(null, 2));
        var other = PreparedCommit.of(LANE + 1, draft()).at(0, CommitHash.NONE);
        log.insert(List.of(other));

        assertThat(log.read(LANE + 1, 0, 10)).extracting(Commit::hash).containsExactly(other.hash());
        assertThat(log.last(LANE).position()).isEqualTo(1);
        assertThat(log.read(LANE, 0, 10)).hasSize(2);
    }

    @Test
    void a_position_that_is_taken_ends_the_insert_there_and_keeps_its_commit() {
        var chain = chain(null, 4);
        var winner = inserted(chain.subList(0, 2)).getLast();
        var rival = next(chain.getFirst());
        var afterRival = next(rival);

        assertThat(log.insert(List.of(rival, afterRival))).isEqualTo(new Inserted.TakenAt(0));

        assertThat(log.read(LANE, 1, 10)).extracting(Commit::hash).containsExactly(winner.hash());
    }

    @Test
    void an_insert_may_be_repeated() {
        var chain = chain(null, 3);
        inserted(chain.subList(0, 2));

        assertThat(log.insert(chain)).isEqualTo(new Inserted.TakenAt(0));
        assertThat(log.insert(chain)).isEqualTo(new Inserted.TakenAt(0));

        assertThat(log.read(LANE, 0, 10)).extracting(Commit::bytes).containsExactly(bytes(chain));
    }

    @Test
    void nothing_is_inserted_behind_a_commit_that_is_missing() {
        var chain = chain(null, 3);
        inserted(chain.subList(0, 1));

        assertThat(log.insert(chain.subList(2, 3))).isEqualTo(new Inserted.NoPredecessor());

        assertThat(log.read(LANE, 0, 10)).hasSize(1);
    }

    @Test
    void nothing_is_inserted_behind_another_commit_than_the_one_that_was_known() {
        inserted(chain(null, 1));
        var elsewhere = chain(null, 2);

        assertThat(log.insert(elsewhere.subList(1, 2))).isEqualTo(new Inserted.NoPredecessor());

        assertThat(log.read(LANE, 0, 10)).hasSize(1);
    }

    private List<Commit> inserted(List<Commit> commits) {
        assertThat(log.insert(commits)).isEqualTo(new Inserted.All());
        return commits;
    }

    private List<Commit> followed(long from) {
        var found = new ArrayList<Commit>();
        log.follow(LANE, from, found::add);
        return found;
    }

    private static List<Commit> chain(@Nullable Commit before, int length) {
        var chain = new ArrayList<Commit>();
        for (var last = before; chain.size() < length; last = chain.getLast()) {
            chain.add(next(last));
        }
        return chain;
    }

    private static Commit next(@Nullable Commit before) {
        var prepared = PreparedCommit.of(LANE, draft());
        return before == null ? prepared.at(0, CommitHash.NONE) : prepared.at(before.position() + 1, before.hash());
    }

    private static CommitDraft draft() {
        var event = new RecordedEvent(
                TimeOrderedIds.next(), "Something", 1, StreamId.PROFILE, 1, "{}".getBytes(StandardCharsets.UTF_8));
        return new CommitDraft(
                TimeOrderedIds.next(),
                "alice",
                Instant.parse("2026-11-23T10:00:00Z"),
                new Cause("alice", "correlation", "causation", null),
                null,
                List.of(event));
    }

    private static byte[][] bytes(List<Commit> commits) {
        return commits.stream().map(Commit::bytes).toArray(byte[][]::new);
    }

    private static List<CommitHash> hashes(List<Commit> commits) {
        return commits.stream().map(Commit::hash).toList();
    }

    private static List<Long> positions(long from, long to) {
        return LongStream.range(from, to).boxed().toList();
    }
}
