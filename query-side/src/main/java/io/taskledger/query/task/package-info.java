/** The projection {@code tasks}: every task as it stands now. */
package io.taskledger.query.task;
