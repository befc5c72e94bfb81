package io.taskledger.command;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings that only the command side has.
 *
 * @param acknowledge when a command gets its response
 */
@ConfigurationProperties("taskledger")
public record CommandSettings(@DefaultValue("stored") Acknowledge acknowledge) {

    /** When a command gets its response. */
    public enum Acknowledge {
        /** When its commit is durable in MongoDB. */
        STORED,
        /** When its commit is also acknowledged by Kafka. */
        PUBLISHED
    }
}
