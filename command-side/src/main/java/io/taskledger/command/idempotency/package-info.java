/** How a retry is recognised and answered with what the first request came to. */
@NullMarked
package io.taskledger.command.idempotency;

import org.jspecify.annotations.NullMarked;
