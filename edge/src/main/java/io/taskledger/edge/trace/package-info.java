/** OpenTelemetry spans of requests, commands and applied commits; off by default. */
@NullMarked
package io.taskledger.edge.trace;

import org.jspecify.annotations.NullMarked;
