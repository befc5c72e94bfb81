/** The one shape of every failure: RFC 9457 problem details. */
@NullMarked
package io.taskledger.edge.problem;

import org.jspecify.annotations.NullMarked;
