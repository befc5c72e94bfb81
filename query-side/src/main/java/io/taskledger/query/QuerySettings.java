package io.taskledger.query;

import io.taskledger.edge.SettingException;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the query side finds what it needs.
 *
 * @param lanes how many lanes the ledger was created with
 * @param mongodb where the read models are
 * @param kafka where the commits come from
 */
@ConfigurationProperties("taskledger")
public record QuerySettings(
        @DefaultValue("16") int lanes,
        @DefaultValue Mongodb mongodb,
        @DefaultValue Kafka kafka) {

    public record Mongodb(
            @DefaultValue("mongodb://localhost:27017") String uri,
            @DefaultValue("taskledger") String database) {}

    /** @param topic that all commits go to */
    public record Kafka(
            @DefaultValue("localhost:9092") String bootstrapServers,
            @DefaultValue("task-events") String topic) {}

    public QuerySettings {
        if (lanes < 1 || lanes > Short.MAX_VALUE) {
            throw new SettingException("taskledger.lanes", "must be between 1 and 32767, not " + lanes);
        }
    }
}
