/** Runs commands, from the gate to the acknowledgement. */
@NullMarked
package io.taskledger.command.execution;

import org.jspecify.annotations.NullMarked;
