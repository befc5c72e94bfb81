package io.taskledger.query.fold;

import io.taskledger.contract.commit.Commit;
import io.taskledger.contract.commit.RecordedEvent;
import java.time.Instant;

/**
 * A recorded event, with the commit that contains it.
 *
 * @param index of the event within the commit, from 0
 */
public record EventInCommit(Commit commit, int index) {

    /** The event. */
    public RecordedEvent recorded() {
        return commit.content().events().get(index);
    }

    /** Where the event is. */
    public EventPosition place() {
        return new EventPosition(commit.lane(), commit.position(), index);
    }

    /** Whose event it is. */
    public String owner() {
        return commit.content().owner();
    }

    /** The {@code sub} of the user who asked for it. */
    public String actor() {
        return commit.content().cause().actor();
    }

    /** When it was committed. */
    public Instant time() {
        return commit.content().time();
    }

    /** The number of events in its stream up to and including this one, from 1. */
    public long streamVersion() {
        return recorded().streamVersion();
    }
}
