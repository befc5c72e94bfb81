package io.taskledger.edge.limit;

import static java.util.Objects.requireNonNull;

import io.taskledger.edge.SettingException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the rate limits. What is not set gets its default here, so that no component is null.
 *
 * @param enabled false switches all limits off, for load tests
 * @param store where the buckets of users are stored
 * @param storeTimeout how long a request waits for the shared store before this node counts alone
 * @param commands of one user; default 600 a minute, burst 100
 * @param queries of one user; default 1200 a minute, burst 200
 * @param roles that have their own limits; a list, because Spring cannot read the keys of a map from environment
 *     variables
 * @param failures requests of one address with a missing or rejected token; default 300 a minute, burst 300
 */
@ConfigurationProperties("taskledger.rate-limit")
public record RateLimitProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("local") Store store,
        @DefaultValue("250ms") Duration storeTimeout,
        Rate commands,
        Rate queries,
        @DefaultValue List<Role> roles,
        Rate failures) {

    /** Where buckets are stored. */
    public enum Store {
        /** In each node's memory; n nodes allow n times as many requests. */
        LOCAL,
        /** In MongoDB, shared by all nodes. */
        MONGODB
    }

    public RateLimitProperties {
        if (storeTimeout.toMillis() < 1) {
            throw new SettingException(
                    "taskledger.rate-limit.store-timeout",
                    "must be a positive duration such as 250ms, but is " + storeTimeout);
        }
        commands = complete("commands", commands, new Filling(600, 100));
        queries = complete("queries", queries, new Filling(1200, 200));
        failures = complete("failures", failures, new Filling(300, 300));
        List<Role> complete = new ArrayList<>();
        for (var role : roles) {
            complete.add(role.complete("roles[" + complete.size() + "]", commands.filling(), queries.filling()));
        }
        roles = List.copyOf(complete);
    }

    /**
     * The limits of users with a given role.
     *
     * @param name of the role, as in the token
     * @param commands values that are not set are those for all users
     * @param queries values that are not set are those for all users
     */
    public record Role(String name, Rate commands, Rate queries) {

        private Role complete(String place, Filling commandsOfAll, Filling queriesOfAll) {
            if (name == null || name.isBlank()) {
                throw new SettingException(
                        "taskledger.rate-limit." + place + ".name", "must be set to the role that has these limits");
            }
            return new Role(
                    name,
                    RateLimitProperties.complete(place + ".commands", commands, commandsOfAll),
                    RateLimitProperties.complete(place + ".queries", queries, queriesOfAll));
        }
    }

    /**
     * A limit; values that are not set are null only until the settings have been read.
     *
     * @param perMinute requests added per minute, evenly
     * @param burst requests allowed at one moment after a pause
     */
    public record Rate(@Nullable Long perMinute, @Nullable Long burst) {

        Filling filling() {
            return new Filling(requireNonNull(perMinute), requireNonNull(burst));
        }
    }

    private static Rate complete(String name, @Nullable Rate given, Filling otherwise) {
        long rate = given == null || given.perMinute() == null ? otherwise.perMinute() : given.perMinute();
        long atOnce = given == null || given.burst() == null ? otherwise.burst() : given.burst();
        positive(name + ".per-minute", rate);
        positive(name + ".burst", atOnce);
        return new Rate(rate, atOnce);
    }

    private static void positive(String name, long value) {
        if (value < 1 || value > 1_000_000_000) {
            throw new SettingException(
                    "taskledger.rate-limit." + name,
                    "must be 1 to 1000000000, but is " + value
                            + "; to switch all limits off, set taskledger.rate-limit.enabled=false");
        }
    }
}
