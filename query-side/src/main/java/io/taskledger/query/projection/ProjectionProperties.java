package io.taskledger.query.projection;

import io.taskledger.edge.SettingException;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the projection.
 *
 * @param threads consumers of this node; they share its lanes. All lanes of a consumer are read and written together,
 *     so more consumers mean more round trips
 * @param sessionTimeout how long a node may be silent before its lanes move to other nodes; after a kill, its lanes are
 *     not applied for this time
 * @param maxLag lag above which the health component {@code queryProjection} is down
 * @param group the consumer group that assigns the lanes to nodes; one for each set of read models
 */
@ConfigurationProperties("taskledger.projection")
public record ProjectionProperties(
        @DefaultValue("1") int threads,
        @DefaultValue("6s") Duration sessionTimeout,
        @DefaultValue("1000") long maxLag,
        @DefaultValue("taskledger-projection") String group) {

    public ProjectionProperties {
        if (threads < 1) {
            throw new SettingException("taskledger.projection.threads", "must be 1 or more, not " + threads);
        }
        if (sessionTimeout.toMillis() < 1) {
            throw new SettingException(
                    "taskledger.projection.session-timeout",
                    "must be a positive duration such as 6s, not " + sessionTimeout);
        }
        if (maxLag < 0) {
            throw new SettingException("taskledger.projection.max-lag", "must be 0 or more, not " + maxLag);
        }
        if (group.isBlank()) {
            throw new SettingException("taskledger.projection.group", "is empty: name a consumer group");
        }
    }
}
