/** Who asks: bearer tokens, checked once and remembered, and the caller they name. */
@NullMarked
package io.taskledger.edge.auth;

import org.jspecify.annotations.NullMarked;
