/** The projection {@code tasks}: the present state of every task. */
package io.taskledger.query.task;
