/** Which generation of each group this node fills, and which it serves. */
@NullMarked
package io.taskledger.query.generation;

import org.jspecify.annotations.NullMarked;
