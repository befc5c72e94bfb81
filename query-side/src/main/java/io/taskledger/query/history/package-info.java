/** The projection {@code task-history}: who changed what, when, from what to what. */
package io.taskledger.query.history;
