package io.taskledger.query;

import org.junit.jupiter.api.BeforeAll;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.mongodb.MongoDBContainer;

@Testcontainers(disabledWithoutDocker = true)
class MongoContainerQueryPlansTest extends QueryPlansContract {

    @Container
    private static final MongoDBContainer MONGO = new MongoDBContainer("mongo:8.0");

    @BeforeAll
    static void fill() {
        fill(MONGO.getReplicaSetUrl());
    }
}
