package io.taskledger.node;

import io.taskledger.edge.SettingException;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of both sides.
 *
 * @param lanes number of lanes of the ledger; fixed when the ledger is created
 * @param mongodb the database of the ledger and of the read models
 * @param kafka the broker to which commits are published
 */
@ConfigurationProperties("taskledger")
public record NodeSettings(
        @DefaultValue("16") int lanes,
        @DefaultValue Mongodb mongodb,
        @DefaultValue Kafka kafka) {

    public record Mongodb(
            @DefaultValue("mongodb://localhost:27017") String uri,
            @DefaultValue("taskledger") String database) {}

    /** @param topic the topic of all commits */
    public record Kafka(
            @DefaultValue("localhost:9092") String bootstrapServers,
            @DefaultValue("task-events") String topic) {}

    public NodeSettings {
        if (lanes < 1 || lanes > Short.MAX_VALUE) {
            throw new SettingException("taskledger.lanes", "must be between 1 and 32767, not " + lanes);
        }
    }
}
