package io.taskledger.command.ledger;

import io.taskledger.contract.commit.PreparedCommit;
import io.taskledger.node.log.Deadline;
import io.taskledger.node.log.LedgerUnavailableException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * An append that waits for its outcome. It is completed on its own thread, so that a caller's continuation never blocks
 * the lane.
 *
 * @param deadline by {@link System#nanoTime()}; after it there are no more attempts
 */
record Pending<S>(Append<S> append, PreparedCommit prepared, long deadline, CompletableFuture<Appended> outcome) {

    boolean isLate() {
        return Deadline.isPast(deadline);
    }

    void answer(Supplier<Appended> answer) {
        outcome.completeAsync(answer, Thread::startVirtualThread);
    }

    void fail(LedgerUnavailableException failure) {
        Thread.startVirtualThread(() -> outcome.completeExceptionally(failure));
    }
}
