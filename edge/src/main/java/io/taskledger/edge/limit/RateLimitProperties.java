package io.taskledger.edge.limit;

import io.taskledger.edge.SettingException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How often somebody may ask.
 *
 * @param enabled false switches both limits off, for load tests
 * @param user requests of one user, whatever they ask for; 600 a minute, 100 at once
 * @param failures requests of one address whose token is missing or bad; 300 a minute, all at once if need be
 */
@ConfigurationProperties("taskledger.rate-limit")
public record RateLimitProperties(
        @DefaultValue("true") boolean enabled,
        @Nullable Rate user,
        @Nullable Rate failures) {

    public RateLimitProperties {
        user = complete("user", user, 600, 100);
        failures = complete("failures", failures, 300, 300);
    }

    /**
     * @param perMinute what comes back in a minute, evenly
     * @param burst what may be spent at once after a pause
     */
    public record Rate(@Nullable Long perMinute, @Nullable Long burst) {}

    private static Rate complete(String name, @Nullable Rate given, long perMinute, long burst) {
        long rate = given == null || given.perMinute() == null ? perMinute : given.perMinute();
        long atOnce = given == null || given.burst() == null ? burst : given.burst();
        positive(name + ".per-minute", rate);
        positive(name + ".burst", atOnce);
        return new Rate(rate, atOnce);
    }

    private static void positive(String name, long value) {
        if (value < 1 || value > 1_000_000_000) {
            throw new SettingException(
                    "taskledger.rate-limit." + name,
                    "must be 1 to 1000000000, but is " + value
                            + "; to have no limits set taskledger.rate-limit.enabled=false");
        }
    }
}
