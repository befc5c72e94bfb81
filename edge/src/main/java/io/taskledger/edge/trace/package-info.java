/** OpenTelemetry spans of requests, of commands and of commits that are applied; nothing of it runs by default. */
@NullMarked
package io.taskledger.edge.trace;

import org.jspecify.annotations.NullMarked;
