/**
 * The baseline of the load test: what a team would write without events, on the same stack. Spring Boot, the same edge,
 * one document a task in MongoDB. No history, no idempotency keys, no broker.
 */
@NullMarked
package io.taskledger.crud;

import org.jspecify.annotations.NullMarked;
