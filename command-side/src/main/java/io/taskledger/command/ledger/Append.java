package io.taskledger.command.ledger;

import io.taskledger.contract.commit.CommitDraft;
import io.taskledger.contract.commit.StreamId;
import java.util.Set;

/**
 * A wish to append, with what the decision behind it rests on. If the draft carries an idempotency key, the caller has
 * asked {@link Ledger#withKey} before it read the streams: what was committed since is checked here.
 *
 * @param dependsOn the streams that were read to decide; the append is refused if one of them got a commit past the
 *     basis. Empty: appended wherever the lane ends
 * @param basis the smallest position up to which these streams were known when they were read
 */
public record Append(CommitDraft draft, Set<StreamId> dependsOn, long basis) {

    public Append {
        dependsOn = Set.copyOf(dependsOn);
    }
}
