/** The command side: how its parts are put together. */
@NullMarked
package io.taskledger.command;

import org.jspecify.annotations.NullMarked;
