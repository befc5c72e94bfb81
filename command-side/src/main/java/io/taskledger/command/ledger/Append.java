package io.taskledger.command.ledger;

import io.taskledger.contract.commit.CommitDraft;
import io.taskledger.contract.commit.StreamId;
import java.util.Set;

/**
 * A request to append, with what its decision depends on. If the draft has an idempotency key, the caller must call
 * {@link Ledger#withKey} before it reads the streams; later commits are checked here.
 *
 * @param dependsOn the streams that were read to decide; the append is refused if one of them has a commit past the
 *     basis. Empty: appended at the end of the lane in any case
 * @param basis the smallest position up to which these streams were known when they were read
 */
public record Append(CommitDraft draft, Set<StreamId> dependsOn, long basis) {

    public Append {
        dependsOn = Set.copyOf(dependsOn);
    }
}
