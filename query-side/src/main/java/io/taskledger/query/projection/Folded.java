package io.taskledger.query.projection;

/** What a batch has made of the documents of one projection. Not thread-safe. */
sealed interface Folded permits FoldedStreams, FoldedSummary, FoldedLog {

    /** Writes what has changed, and returns whether no other writer has written it since it was read. */
    boolean write();
}
