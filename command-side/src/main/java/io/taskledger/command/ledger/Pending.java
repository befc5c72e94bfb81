package io.taskledger.command.ledger;

import io.taskledger.contract.commit.PreparedCommit;
import java.util.concurrent.CompletableFuture;

/** An append that waits for its outcome. */
record Pending(Append append, PreparedCommit prepared, CompletableFuture<Appended> outcome) {}
