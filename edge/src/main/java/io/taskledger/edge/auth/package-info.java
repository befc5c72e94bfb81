/** Authentication: bearer tokens, their cached verdicts, and the caller. */
@NullMarked
package io.taskledger.edge.auth;

import org.jspecify.annotations.NullMarked;
