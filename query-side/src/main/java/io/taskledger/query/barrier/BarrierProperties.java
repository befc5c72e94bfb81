package io.taskledger.query.barrier;

import io.taskledger.edge.SettingException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How queries wait for the read models.
 *
 * @param acknowledge when the command side answers, see there
 * @param barrier whether a query without a Consistency-Token waits for what is published by now; a query with one
 *     always waits. Null for what goes with {@code acknowledge}: where commands are answered once they are published
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
