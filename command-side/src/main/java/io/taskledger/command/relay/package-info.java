/**
 * Copies the ledger's commits to Kafka: lane i to partition i, in order, each at least once, none skipped. Kafka's
 * group protocol says which node relays which lane.
 */
@NullMarked
package io.taskledger.command.relay;

import org.jspecify.annotations.NullMarked;
