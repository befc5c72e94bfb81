package io.taskledger.node.log;

import io.taskledger.contract.commit.Commit;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The commits of all lanes. The positions of a lane begin with 0 and have no hole, and a commit that is stored is never
 * changed or removed. Thread-safe. Reads show only what a majority has, and throw {@link LedgerUnavailableException} if
 * the store does not respond.
 */
public interface CommitLog {

    /** Commits of a lane in order, from a position on; empty at the end of the lane. */
    List<Commit> read(int lane, long from, int limit);

    /**
     * Passes on the commits of a lane in order, from a position on, as they are read, so that memory bounds nothing.
     */
    void follow(int lane, long from, Consumer<Commit> each);

    /** The last commit of a lane, or null if it has none. */
    @Nullable
    Commit last(int lane);

    /**
     * Inserts commits at consecutive positions of one lane, in one round trip, up to the first whose position is taken;
     * none if the commit before them is missing: docs/adr/0014. It may be repeated: a commit that is stored stays the
     * same.
     */
    Inserted insert(List<Commit> batch);

    /** The outcome of an insert of several commits in order. */
    sealed interface Inserted {

        /** All are stored, acknowledged by a majority. */
        record All() implements Inserted {}

        /**
         * The commits before the index are stored; the position of the commit at the index is taken, perhaps by itself.
         */
        record TakenAt(int index) implements Inserted {}

        /** None is stored: the commit before the first one is missing. */
        record NoPredecessor() implements Inserted {}

        /** Some commits, from the first on, may be stored, now or later. */
        record Unknown(RuntimeException cause) implements Inserted {}
    }
}
