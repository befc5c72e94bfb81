package io.taskledger.query.projection;

import io.taskledger.edge.SettingException;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the lanes are consumed.
 *
 * @param threads consumers of this node, among which its lanes are spread
 * @param sessionTimeout how long a node may be silent before its lanes are given to others; after a kill they are not
 *     applied for as long
 * @param maxLag how many commits a node may be behind and still call itself ready
 */
@ConfigurationProperties("taskledger.projection")
public record ProjectionProperties(
        @DefaultValue("4") int threads,
        @DefaultValue("6s") Duration sessionTimeout,
        @DefaultValue("1000") long maxLag) {

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
    }
}
