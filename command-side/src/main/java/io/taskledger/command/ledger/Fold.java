package io.taskledger.command.ledger;

import io.taskledger.contract.commit.Commit;
import io.taskledger.contract.commit.RecordedEvent;
import org.jspecify.annotations.Nullable;

/**
 * Folds one event into the state of its stream. Pure and fast: it runs while the lane's memory is locked.
 *
 * @param <S> the state; immutable
 */
@FunctionalInterface
public interface Fold<S> {

    /**
     * @param state null before the first event of the stream
     * @param commit the commit of the event, for its time and actor
     */
    S fold(@Nullable S state, Commit commit, RecordedEvent event);
}
