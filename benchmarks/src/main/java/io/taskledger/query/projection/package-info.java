/** Benchmarks of the projection that need its package. */
@NullMarked
package io.taskledger.query.projection;

import org.jspecify.annotations.NullMarked;
