/**
 * Copies the ledger's commits to Kafka: lane i to partition i, in order, each at least once, none skipped. Kafka's
 * group protocol assigns lanes to nodes.
 */
@NullMarked
package io.taskledger.command.relay;

import org.jspecify.annotations.NullMarked;
