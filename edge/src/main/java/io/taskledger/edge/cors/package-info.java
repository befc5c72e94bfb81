/** Which web origins may ask. */
@NullMarked
package io.taskledger.edge.cors;

import org.jspecify.annotations.NullMarked;
