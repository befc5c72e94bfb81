/** The task: what may be asked of it in which state, and what comes of it. Pure functions over the contracts. */
package io.taskledger.command.task;
