package io.taskledger.command.relay;

import io.taskledger.edge.SettingException;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How commits get from the ledger to Kafka.
 *
 * @param poll how often the store is asked for what other nodes appended
 * @param backlog how many commits of a lane may wait for Kafka before commands are refused
 * @param sessionTimeout how long a node may be silent before its lanes are given to others
 * @param drain how long a node that shuts down may take to relay what is stored
 * @param trust which side is right if topic and ledger differ
 * @param replicationFactor of a topic that is made here; -1 is the broker's default
 * @param group the consumer group by which the nodes share the lanes; one for each ledger of a broker
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

    /** What holds if nothing is set. */
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
