package io.taskledger.command;

import io.taskledger.edge.SettingException;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of the command side.
 *
 * @param lanes number of lanes of the ledger; fixed when the ledger is created
 * @param acknowledge when a command gets its response
 * @param mongodb the database of the ledger
 * @param kafka the broker to which commits are published
 */
@ConfigurationProperties("taskledger")
public record CommandSettings(
        @DefaultValue("16") int lanes,
        @DefaultValue("stored") Acknowledge acknowledge,
        @DefaultValue Mongodb mongodb,
        @DefaultValue Kafka kafka) {

    /** When a command gets its response. */
    public enum Acknowledge {
        /** When its commit is durable in MongoDB. */
        STORED,
        /** When its commit is also acknowledged by Kafka. */
        PUBLISHED
    }

    public record Mongodb(
            @DefaultValue("mongodb://localhost:27017") String uri,
            @DefaultValue("taskledger") String database) {}

    /** @param topic the topic of all commits */
    public record Kafka(
            @DefaultValue("localhost:9092") String bootstrapServers,
            @DefaultValue("task-events") String topic) {}

    public CommandSettings {
        if (lanes < 1 || lanes > Short.MAX_VALUE) {
            throw new SettingException("taskledger.lanes", "must be between 1 and 32767, not " + lanes);
        }
    }
}
