/** The projection {@code task-history}: who changed what, when, from which value to which. */
@NullMarked
package io.taskledger.query.history;

import org.jspecify.annotations.NullMarked;
