/** Commands: requests to change a task or a profile. */
@NullMarked
package io.taskledger.contract.command;

import org.jspecify.annotations.NullMarked;
