package io.taskledger.command.axon;

/** The folded state of a stream, sourced instead of its events; the ledger keeps recent streams folded. */
record KnownState(Object state) {}
