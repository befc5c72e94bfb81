package io.taskledger.node.kafka;

import io.taskledger.contract.commit.Lanes;
import io.taskledger.edge.SettingException;
import java.util.regex.Pattern;
import org.apache.kafka.common.TopicPartition;

/**
 * The topic of the commits; the command side creates it.
 *
 * @param bootstrapServers of the cluster: host:port, separated by commas
 * @param lanes lane i is partition i
 */
public record EventTopic(String bootstrapServers, String name, Lanes lanes) {

    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9._-]{1,249}");

    public EventTopic {
        if (bootstrapServers.isBlank()) {
            throw new SettingException(
                    "taskledger.kafka.bootstrap-servers", "is empty: set it, for example to localhost:9092");
        }
        if (!NAME.matcher(name).matches()) {
            throw new SettingException(
                    "taskledger.kafka.topic",
                    "must be 1 to 249 letters, digits, dots, hyphens or underscores, not '" + name + "'");
        }
    }

    public TopicPartition partition(int lane) {
        return new TopicPartition(name, lane);
    }
}
