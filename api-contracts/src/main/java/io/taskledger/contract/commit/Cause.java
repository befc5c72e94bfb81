package io.taskledger.contract.commit;

import org.jspecify.annotations.Nullable;

/**
 * What caused a commit.
 *
 * @param actor the {@code sub} of the user who sent the command
 * @param correlation an id shared by everything that one intent of the user caused
 * @param causation the id of the command
 * @param traceparent W3C Trace Context, or null if the request carried none
 */
public record Cause(
        String actor,
        String correlation,
        String causation,
        @Nullable String traceparent) {}
