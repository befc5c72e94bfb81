package io.taskledger.command.request;

import io.taskledger.command.decision.Rejection;
import io.taskledger.command.entity.Entity;
import io.taskledger.contract.commit.Commit;
import java.util.List;

/** How a command ended. */
public sealed interface Outcome {

    /** It was decided. */
    sealed interface Decided extends Outcome {

        /**
         * The position of the commit, or the position as of which nothing was appended; -1 in an empty lane. Whoever
         * reads up to here sees what the outcome is based on.
         */
        long position();
    }

    /** It was accepted. */
    sealed interface Accepted extends Decided {

        /** One entity for each command, in order, as it is after that command. */
        List<Entity> results();
    }

    /** Its events are stored in this commit, by this request or by an earlier one with the same key. */
    record Stored(List<Entity> results, Commit commit) implements Accepted {

        public Stored {
            results = List.copyOf(results);
        }

        @Override
        public long position() {
            return commit.position();
        }
    }

    /** Everything was already as it asks. */
    record Unchanged(List<Entity> results, long position) implements Accepted {

        public Unchanged {
            results = List.copyOf(results);
        }
    }

    /**
     * A rule rejects it, and nothing was appended.
     *
     * @param index of the rejected command, from 0
     */
    record Rejected(int index, Rejection why, long position) implements Decided {}

    /** Nothing was appended: the entities that it depends on kept changing. */
    record Conflict() implements Outcome {}

    /** Nothing was appended: this commit, of another request, has the same idempotency key. */
    record KeyTaken(Commit original) implements Outcome {}

    /** Nothing was appended: another request with the same idempotency key is in progress. */
    record KeyInFlight() implements Outcome {}

    /** Nothing was appended: the idempotency key was used for another request before. */
    record KeyReused() implements Outcome {}

    /** Nothing was appended: its events do not fit into one commit. */
    record TooLarge() implements Outcome {}

    /**
     * Nothing was appended; the command may be repeated anywhere.
     *
     * @param why a sentence without its full stop
     */
    record NotCarriedOut(String why) implements Outcome {}

    /**
     * Perhaps its events are stored, now or later; the command may be repeated only with its idempotency key.
     *
     * @param why a sentence without its full stop
     */
    record Unknown(String why) implements Outcome {}
}
