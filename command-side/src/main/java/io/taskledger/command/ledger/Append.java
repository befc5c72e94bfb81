package io.taskledger.command.ledger;

import io.taskledger.contract.commit.CommitDraft;
import io.taskledger.contract.commit.StreamId;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * A request to append, with what its decision depends on. If the draft has an idempotency key, the caller must call
 * {@link Ledger#withKey} before it reads the streams; later commits are checked here.
 *
 * @param dependsOn the streams that were read to decide; the append is refused if one of them has a commit past the
 *     basis. Empty: appended at the end of the lane in any case
 * @param basis the smallest position up to which these streams were known when they were read
 * @param effect the states to which the append leads
 * @param <S> the state to which the ledger folds streams
 */
public record Append<S>(CommitDraft draft, Set<StreamId> dependsOn, long basis, Effect<S> effect) {

    public Append {
        dependsOn = Set.copyOf(dependsOn);
    }

    /** An append whose states the ledger folds from the stored events. */
    public Append(CommitDraft draft, Set<StreamId> dependsOn, long basis) {
        this(draft, dependsOn, basis, time -> Map.of());
    }

    /**
     * The states after the append, by stream. It saves the ledger from folding what the caller has just decided. Pure
     * and fast: it runs while the lane is written.
     */
    @FunctionalInterface
    public interface Effect<S> {

        /**
         * @param time of the commit, which is later than that of the draft if the lane was ahead
         * @return some of the streams that the append depends on; the others are folded
         */
        Map<StreamId, S> at(Instant time);
    }

    /** The states that may be believed, because nobody else has changed their streams since they were read. */
    Map<StreamId, S> statesAt(Instant time) {
        try {
            var states = effect.at(time);
            return dependsOn.containsAll(states.keySet()) ? states : Map.of();
        } catch (RuntimeException e) {
            return Map.of(); // the commit is durable, so its events are folded instead
        }
    }
}
