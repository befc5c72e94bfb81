package io.taskledger.command.ledger;

import java.util.HashSet;
import java.util.Set;

/** What the appends of one batch change, so that no append joins the batch if it depends on such a change. */
final class BatchReach {

    private final Set<Touched> touched = new HashSet<>();

    /** @param what a stream or an idempotency key, of the owner */
    private record Touched(String owner, Object what) {}

    /** False if the append depends on a change of another one; then nothing is added. */
    boolean add(Append append) {
        var draft = append.draft();
        var owner = draft.owner();
        for (var stream : append.dependsOn()) {
            if (touched.contains(new Touched(owner, stream))) {
                return false;
            }
        }
        var idempotency = draft.idempotency();
        if (idempotency != null && !touched.add(new Touched(owner, idempotency.key()))) {
            return false;
        }
        draft.events().forEach(event -> touched.add(new Touched(owner, event.stream())));
        return true;
    }
}
