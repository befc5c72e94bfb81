/** The projection {@code stats}: the number of an owner's tasks by status, and of completed tasks by day. */
@NullMarked
package io.taskledger.query.stats;

import org.jspecify.annotations.NullMarked;
