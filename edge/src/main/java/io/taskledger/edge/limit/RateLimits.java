package io.taskledger.edge.limit;

import io.taskledger.edge.limit.RateLimitProperties.Rate;
import io.taskledger.edge.route.Side;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The limits: commands and queries of a user, and failures of an address. A failure is spent before the token is
 * checked and given back if the token is valid, so that no burst of forged tokens exceeds the limit. Each node counts
 * failures for itself, because this limit protects its processors. Thread-safe.
 */
public final class RateLimits {

    private final boolean enabled;
    private final Map<Side, Limit> users = new EnumMap<>(Side.class);
    private final Map<String, Map<Side, Limit>> roles = new HashMap<>();
    private final LocalBuckets failing;
    private final Limit failures;

    RateLimits(RateLimitProperties properties, BucketMaker buckets) {
        enabled = properties.enabled();
        users.putAll(limits(properties.commands(), properties.queries(), buckets));
        for (var role : properties.roles()) {
            roles.put(role.name(), limits(role.commands(), role.queries(), buckets));
        }
        failing = new LocalBuckets(properties.failures().filling());
        failures = new Limit("failures", properties.failures().filling(), failing);
    }

    private static Map<Side, Limit> limits(Rate commands, Rate queries, BucketMaker buckets) {
        return Map.of(
                Side.COMMAND, limit("commands", commands.filling(), buckets),
                Side.QUERY, limit("queries", queries.filling(), buckets));
    }

    private static Limit limit(String policy, Filling filling, BucketMaker buckets) {
        return new Limit(policy, filling, buckets.make(policy, filling));
    }

    /**
     * Spends one request of the user.
     *
     * @param side commands and queries have limits of their own
     * @param userRoles called only if roles have limits. Such limits replace those for all users; with several roles,
     *     the most generous limit counts
     */
    public Quota spend(Side side, String userId, Supplier<Stream<String>> userRoles) {
        return enabled ? limit(side, userRoles).spend(userId) : Quota.UNLIMITED;
    }

    private Limit limit(Side side, Supplier<Stream<String>> userRoles) {
        @Nullable
        Limit ofRole = roles.isEmpty()
                ? null
                : userRoles
                        .get()
                        .map(roles::get)
                        .filter(Objects::nonNull)
                        .map(limits -> limits.get(side))
                        .max(Comparator.comparingLong(Limit::perMinute))
                        .orElse(null);
        return ofRole == null ? Objects.requireNonNull(users.get(side)) : ofRole;
    }

    /** Spends one failure of the address, if there is one left. */
    public Quota spendFailure(String address) {
        return enabled ? failures.spend(address) : Quota.UNLIMITED;
    }

    /** Gives back a failure because the token was valid. */
    public void forgive(String address) {
        if (enabled) {
            failing.giveBack(address);
        }
    }
}
