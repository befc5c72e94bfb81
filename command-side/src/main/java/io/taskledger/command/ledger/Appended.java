package io.taskledger.command.ledger;

import io.taskledger.contract.commit.Commit;
import io.taskledger.contract.commit.StreamId;

/** The outcome of an {@link Append}. */
public sealed interface Appended {

    /** It is durable at the commit's position. */
    record Stored(Commit commit) implements Appended {}

    /** Nothing was appended: the stream has a commit at a position past the basis. Deciding again may succeed. */
    record Conflicted(StreamId stream, long position) implements Appended {}

    /** Nothing was appended: this earlier commit of the owner carries the same idempotency key. */
    record KeyTaken(Commit original) implements Appended {}

    /** Nothing was appended: the commit would have more bytes than {@link Commit#MAX_BYTES}. */
    record TooLarge(int bytes) implements Appended {}
}
