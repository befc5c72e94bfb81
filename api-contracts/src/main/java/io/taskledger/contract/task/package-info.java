/** Commands, details and views of tasks. */
@NullMarked
package io.taskledger.contract.task;

import org.jspecify.annotations.NullMarked;
