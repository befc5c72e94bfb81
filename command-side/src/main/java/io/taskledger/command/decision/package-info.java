/** Decisions: events, or a rejection with a code. */
@NullMarked
package io.taskledger.command.decision;

import org.jspecify.annotations.NullMarked;
