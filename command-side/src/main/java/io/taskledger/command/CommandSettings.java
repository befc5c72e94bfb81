package io.taskledger.command;

import io.taskledger.edge.SettingException;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the command side is set up.
 *
 * @param lanes how many lanes the ledger has; fixed when it is created
 * @param acknowledge what must have happened to a command's commit before the command is answered
 * @param mongodb where the ledger is
 * @param kafka where its commits are published
 */
@ConfigurationProperties("taskledger")
public record CommandSettings(
        @DefaultValue("16") int lanes,
        @DefaultValue("stored") Acknowledge acknowledge,
        @DefaultValue Mongodb mongodb,
        @DefaultValue Kafka kafka) {

    /** When a command is answered. */
    public enum Acknowledge {
        /** Its commit is durable in MongoDB. */
        STORED,
        /** Its commit is acknowledged by Kafka too. */
        PUBLISHED
    }

    public record Mongodb(
            @DefaultValue("mongodb://localhost:27017") String uri,
            @DefaultValue("taskledger") String database) {}

    /** @param topic that all commits go to */
    public record Kafka(
            @DefaultValue("localhost:9092") String bootstrapServers,
            @DefaultValue("task-events") String topic) {}

    public CommandSettings {
        if (lanes < 1 || lanes > Short.MAX_VALUE) {
            throw new SettingException("taskledger.lanes", "must be between 1 and 32767, not " + lanes);
        }
    }
}
