/** Idempotency: recognises a retry and returns the original result. */
@NullMarked
package io.taskledger.command.idempotency;

import org.jspecify.annotations.NullMarked;
