/** What a projection is: which documents it has, and how commits are folded into them. */
@NullMarked
package io.taskledger.query.fold;

import org.jspecify.annotations.NullMarked;
