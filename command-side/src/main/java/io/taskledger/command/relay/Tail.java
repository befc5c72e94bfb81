package io.taskledger.command.relay;

import io.taskledger.contract.commit.Commit;
import org.jspecify.annotations.Nullable;

/**
 * The end of a partition as it was when it was looked at.
 *
 * @param whole the last commit that a reader of the partition gets to, so that the one after it has to be sent next;
 *     null if none
 * @param furthest the commit with the highest position; null if there is none
 * @param torn whether commits before the furthest are missing: Kafka has lost them
 * @param end the offset that the next record gets
 */
record Tail(@Nullable Commit whole, @Nullable Commit furthest, boolean torn, long end) {

    long wholePosition() {
        return whole == null ? -1 : whole.position();
    }
}
