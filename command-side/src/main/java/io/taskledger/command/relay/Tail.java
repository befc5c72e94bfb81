package io.taskledger.command.relay;

import io.taskledger.contract.commit.Commit;
import org.jspecify.annotations.Nullable;

/**
 * The end of a partition when it was read.
 *
 * @param whole the last commit that a reader of the partition reaches; the commit after it must be sent next; null if
 *     none
 * @param furthest the commit with the highest position; null if there is none
 * @param torn whether commits before the furthest are missing: Kafka has lost them
 * @param end the offset that the next record gets
 */
record Tail(@Nullable Commit whole, @Nullable Commit furthest, boolean torn, long end) {

    long wholePosition() {
        return whole == null ? -1 : whole.position();
    }
}
