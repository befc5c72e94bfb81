package io.taskledger.command.ledger;

import io.taskledger.contract.commit.StreamRef;
import java.util.HashSet;
import java.util.Set;

/** What the appends of one batch change, so that no append joins the batch if it depends on such a change. */
final class BatchReach {

    private final Set<StreamRef> streams = new HashSet<>();
    private final Set<KeyWindow.Key> keys = new HashSet<>();

    /** False if the append depends on a change of another one; then nothing is added. */
    boolean add(Append<?> append) {
        var draft = append.draft();
        var owner = draft.owner();
        for (var stream : append.dependsOn()) {
            if (streams.contains(new StreamRef(owner, stream))) {
                return false;
            }
        }
        var idempotency = draft.idempotency();
        if (idempotency != null && !keys.add(new KeyWindow.Key(owner, idempotency.key()))) {
            return false;
        }
        draft.events().forEach(event -> streams.add(new StreamRef(owner, event.stream())));
        return true;
    }
}
