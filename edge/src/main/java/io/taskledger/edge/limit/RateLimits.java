package io.taskledger.edge.limit;

import org.jspecify.annotations.Nullable;

/**
 * The two limits: requests of a user, and failures of an address. A failure is spent before the token is checked and
 * given back if the token is good, so that no burst of forgeries gets past the limit. Thread-safe.
 */
public final class RateLimits {

    private final @Nullable Limit user;
    private final @Nullable Limit failures;

    RateLimits(RateLimitProperties properties) {
        user = properties.enabled() ? limit("user", properties.user()) : null;
        failures = properties.enabled() ? limit("failures", properties.failures()) : null;
    }

    private static Limit limit(String name, RateLimitProperties.Rate rate) {
        return new Limit(name, rate.perMinute(), rate.burst());
    }

    /** Spends one request of that user. */
    public Quota spend(String userId) {
        return user == null ? Quota.UNLIMITED : user.spend(userId);
    }

    /** Spends one failure of that address, or finds that there is none left. */
    public Quota spendFailure(String address) {
        return failures == null ? Quota.UNLIMITED : failures.spend(address);
    }

    /** Gives back the failure that turned out to be none. */
    public void forgive(String address) {
        if (failures != null) {
            failures.giveBack(address);
        }
    }
}
