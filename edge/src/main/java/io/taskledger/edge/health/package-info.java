/** Health for monitoring. */
@NullMarked
package io.taskledger.edge.health;

import org.jspecify.annotations.NullMarked;
