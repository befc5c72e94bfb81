package io.taskledger.command.ledger;

import io.taskledger.contract.commit.Commit;
import io.taskledger.contract.commit.StreamId;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Folds the commits of a stream as they are read, in order, so that a long history needs no memory. */
final class Folding<S> implements Consumer<Commit> {

    private final Fold<S> fold;
    private final StreamId stream;
    private @Nullable S state;
    private long version;
    private long touched = -1;

    Folding(Fold<S> fold, StreamId stream) {
        this.fold = fold;
        this.stream = stream;
    }

    @Override
    public void accept(Commit commit) {
        for (var event : commit.content().events()) {
            if (event.stream().equals(stream)) {
                state = fold.fold(state, commit, event);
                version = event.streamVersion();
                touched = commit.position();
            }
        }
    }

    /** Null before the first event. */
    @Nullable
    S state() {
        return state;
    }

    /** The version after the last event, 0 before the first. */
    long version() {
        return version;
    }

    /** The position of the last event, -1 before the first. */
    long touched() {
        return touched;
    }
}
