package io.taskledger.command.relay;

import io.taskledger.edge.SettingException;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the relay.
 *
 * @param poll how often the ledger is read for commits of other nodes
 * @param backlog how many commits of a lane may wait for Kafka before commands are refused
 * @param sessionTimeout how long a node may be silent before its lanes move to other nodes
 * @param drain how long a node relays stored commits at shut-down
 * @param trust which side is right if topic and ledger differ
 * @param replicationFactor of a new topic; -1 is the broker's default
 * @param group the consumer group that assigns the lanes to nodes; one for each ledger of a broker
 */
@ConfigurationProperties("taskledger.relay")
public record RelayProperties(
        @DefaultValue("200ms") Duration poll,
        @DefaultValue("100000") long backlog,
        @DefaultValue("6s") Duration sessionTimeout,
        @DefaultValue("5s") Duration drain,
        @DefaultValue("none") Trust trust,
        @DefaultValue("-1") short replicationFactor,
        @DefaultValue("taskledger-relay") String group) {

    /** The default values. */
    public static final RelayProperties DEFAULT = new RelayProperties(
            Duration.ofMillis(200),
            100_000,
            Duration.ofSeconds(6),
            Duration.ofSeconds(5),
            Trust.NONE,
            (short) -1,
            "taskledger-relay");

    public RelayProperties {
        positive("poll", poll, "200ms");
        positive("session-timeout", sessionTimeout, "6s");
        positive("drain", drain, "5s");
        if (backlog < 1) {
            throw new SettingException("taskledger.relay.backlog", "must be 1 or more, not " + backlog);
        }
        if (replicationFactor != -1 && replicationFactor < 1) {
            throw new SettingException(
                    "taskledger.relay.replication-factor",
                    "must be 1 or more, or -1 for the broker's default, not " + replicationFactor);
        }
        if (group.isBlank()) {
            throw new SettingException("taskledger.relay.group", "is empty: name a consumer group");
        }
    }

    private static void positive(String name, Duration value, String example) {
        if (value.toMillis() < 1) {
            throw new SettingException(
                    "taskledger.relay." + name, "must be a positive duration such as " + example + ", not " + value);
        }
    }
}
