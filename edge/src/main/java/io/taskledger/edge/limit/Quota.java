package io.taskledger.edge.limit;

import io.taskledger.edge.problem.ProblemException;
import jakarta.servlet.http.HttpServletResponse;

/**
 * The remaining requests of a user or an address, in the terms of draft-ietf-httpapi-ratelimit-headers-11.
 *
 * @param granted whether this request is within the limit
 * @param policy the {@code RateLimit-Policy}: how much ({@code q}) in how many seconds ({@code w})
 * @param state the {@code RateLimit}: how much is left ({@code r}) and after how many seconds the bucket is full again
 *     ({@code t})
 * @param retryAfter seconds until the next request is granted, if this one was not
 */
public record Quota(boolean granted, String policy, String state, long retryAfter) {

    /** The quota of a switched-off limit; it shows no headers. */
    static final Quota UNLIMITED = new Quota(true, "", "", 0);

    /** Writes the headers that show what is left. */
    public void show(HttpServletResponse response) {
        if (!policy.isEmpty()) {
            response.setHeader("RateLimit-Policy", policy);
            response.setHeader("RateLimit", state);
        }
    }

    /** The response to a request that was not granted: 429. */
    public ProblemException refusal() {
        return new ProblemException(429, "rate-limited", "Too many requests; try again in " + retryAfter + " s")
                .withRetryAfter(retryAfter);
    }
}
