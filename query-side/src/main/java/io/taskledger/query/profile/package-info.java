/** The projection {@code profiles}: the present profile of every owner. */
@NullMarked
package io.taskledger.query.profile;

import org.jspecify.annotations.NullMarked;
