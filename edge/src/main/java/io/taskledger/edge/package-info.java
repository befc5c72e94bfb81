/**
 * Everything that a request passes before the domain. A side imports {@link io.taskledger.edge.EdgeConfiguration} for
 * that.
 */
@NullMarked
package io.taskledger.edge;

import org.jspecify.annotations.NullMarked;
