package io.taskledger.query.barrier;

import io.taskledger.edge.SettingException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the read barrier.
 *
 * @param acknowledge when a command gets its response, as on the command side
 * @param barrier whether a query without a Consistency-Token waits for everything published when it arrives; a query
 *     with a token always waits. Null: true if {@code acknowledge} is {@code published}
 * @param waitersPerUser how many queries of one user may wait at a time
 */
@ConfigurationProperties("taskledger")
public record BarrierProperties(
        @DefaultValue("stored") String acknowledge,
        @Nullable Boolean barrier,
        @DefaultValue("64") int waitersPerUser) {

    public BarrierProperties {
        if (!acknowledge.equalsIgnoreCase("stored") && !acknowledge.equalsIgnoreCase("published")) {
            throw new SettingException("taskledger.acknowledge", "must be stored or published, not " + acknowledge);
        }
        if (waitersPerUser < 1) {
            throw new SettingException("taskledger.waiters-per-user", "must be 1 or more, not " + waitersPerUser);
        }
    }

    /** Whether a query without a token waits. */
    boolean withoutToken() {
        return barrier == null ? acknowledge.equalsIgnoreCase("published") : barrier;
    }
}
