/** The one format of all failures: RFC 9457 problem details. */
@NullMarked
package io.taskledger.edge.problem;

import org.jspecify.annotations.NullMarked;
