package io.taskledger.command.axon;

/** What the events of a stream come to, sourced in their place: the ledger keeps recent streams folded. */
record KnownState(Object state) {}
