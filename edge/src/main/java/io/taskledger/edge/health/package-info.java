/** How health is shown to monitoring. */
@NullMarked
package io.taskledger.edge.health;

import org.jspecify.annotations.NullMarked;
