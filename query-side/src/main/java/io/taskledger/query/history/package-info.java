/** The projection {@code task-history}: who changed what, when, from which value to which. */
package io.taskledger.query.history;
