package io.taskledger.edge.limit;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where shared buckets are stored: in the database that the service uses anyway.
 *
 * @param uri MongoDB's connection string
 * @param database its database
 */
@ConfigurationProperties("taskledger.mongodb")
record StoreProperties(
        @DefaultValue("mongodb://localhost:27017") String uri,
        @DefaultValue("taskledger") String database) {}
