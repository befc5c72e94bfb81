/** Decisions: events, or a rejection with a code. */
package io.taskledger.command.decision;
