package io.taskledger.contract.commit;

import org.jspecify.annotations.Nullable;

/**
 * Why a commit came to be.
 *
 * @param actor the {@code sub} of who asked for it
 * @param correlation what ties together everything that one intent of the user set off
 * @param causation the id of the command
 * @param traceparent W3C Trace Context, or null if the request carried none
 */
public record Cause(
        String actor,
        String correlation,
        String causation,
        @Nullable String traceparent) {}
