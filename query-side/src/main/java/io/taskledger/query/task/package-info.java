/** The projection {@code tasks}: the present state of every task. */
@NullMarked
package io.taskledger.query.task;

import org.jspecify.annotations.NullMarked;
