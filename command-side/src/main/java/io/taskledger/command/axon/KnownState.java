package io.taskledger.command.axon;

import io.taskledger.command.entity.EntityState;

/** The folded state of a stream, sourced instead of its events; the ledger keeps recent streams folded. */
record KnownState(EntityState state) {}
