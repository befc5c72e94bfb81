/** Sends commands to the node that holds their lane. */
@NullMarked
package io.taskledger.command.forward;

import org.jspecify.annotations.NullMarked;
