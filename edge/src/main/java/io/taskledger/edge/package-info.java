/**
 * What every request meets before the domain. A side imports {@link io.taskledger.edge.EdgeConfiguration} and is done.
 */
@NullMarked
package io.taskledger.edge;

import org.jspecify.annotations.NullMarked;
