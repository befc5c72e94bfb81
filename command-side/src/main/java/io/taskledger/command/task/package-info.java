/** The task: its states and the decisions about its commands. Pure functions over the contracts. */
package io.taskledger.command.task;
