/** Benchmarks of the ledger that need its package. */
@NullMarked
package io.taskledger.command.ledger;

import org.jspecify.annotations.NullMarked;
