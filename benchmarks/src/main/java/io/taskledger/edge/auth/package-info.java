/** Benchmarks of authentication that need its package. */
@NullMarked
package io.taskledger.edge.auth;

import org.jspecify.annotations.NullMarked;
