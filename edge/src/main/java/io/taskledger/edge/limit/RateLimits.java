package io.taskledger.edge.limit;

import io.taskledger.edge.limit.RateLimitProperties.Rate;
import io.taskledger.edge.limit.RateLimitProperties.Role;
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
 * checked and given back if the token is good, so that no burst of forgeries gets past the limit; these are counted by
 * each node for itself, since they protect its processors. Thread-safe.
 */
public final class RateLimits {

    private final boolean enabled;
    private final Map<Kind, Limit> users = new EnumMap<>(Kind.class);
    private final Map<String, Map<Kind, Limit>> roles = new HashMap<>();
    private final LocalBuckets failing;
    private final Limit failures;

    RateLimits(RateLimitProperties properties, BucketMaker buckets) {
        enabled = properties.enabled();
        users.putAll(limits(properties.commands(), properties.queries(), buckets));
        for (Role role : properties.roles()) {
            roles.put(role.name(), limits(role.commands(), role.queries(), buckets));
        }
        failing = new LocalBuckets(properties.failures().filling());
        failures = new Limit("failures", properties.failures().filling(), failing);
    }

    private static Map<Kind, Limit> limits(Rate commands, Rate queries, BucketMaker buckets) {
        return Map.of(
                Kind.COMMANDS, limit(Kind.COMMANDS, commands.filling(), buckets),
                Kind.QUERIES, limit(Kind.QUERIES, queries.filling(), buckets));
    }

    private static Limit limit(Kind kind, Filling filling, BucketMaker buckets) {
        return new Limit(kind.policy(), filling, buckets.make(kind.policy(), filling));
    }

    /**
     * Spends one request of that user.
     *
     * @param userRoles asked for only where roles have limits; these count instead of everybody's; the most generous,
     *     if there are several
     */
    public Quota spend(Kind kind, String userId, Supplier<Stream<String>> userRoles) {
        return enabled ? limit(kind, userRoles).spend(userId) : Quota.UNLIMITED;
    }

    private Limit limit(Kind kind, Supplier<Stream<String>> userRoles) {
        @Nullable
        Limit ofRole = roles.isEmpty()
                ? null
                : userRoles
                        .get()
                        .map(roles::get)
                        .filter(Objects::nonNull)
                        .map(limits -> limits.get(kind))
                        .max(Comparator.comparingLong(Limit::perMinute))
                        .orElse(null);
        return ofRole == null ? users.get(kind) : ofRole;
    }

    /** Spends one failure of that address, or finds that there is none left. */
    public Quota spendFailure(String address) {
        return enabled ? failures.spend(address) : Quota.UNLIMITED;
    }

    /** Gives back the failure that turned out to be none. */
    public void forgive(String address) {
        if (enabled) {
            failing.giveBack(address);
        }
    }
}
