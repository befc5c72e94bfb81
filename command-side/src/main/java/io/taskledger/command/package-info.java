/** The configuration of the command side. */
@NullMarked
package io.taskledger.command;

import org.jspecify.annotations.NullMarked;
