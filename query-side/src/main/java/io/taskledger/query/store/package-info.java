/** Storage of the read models. */
@NullMarked
package io.taskledger.query.store;

import org.jspecify.annotations.NullMarked;
