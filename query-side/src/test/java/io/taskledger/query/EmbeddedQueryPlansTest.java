package io.taskledger.query;

import io.taskledger.embedded.EmbeddedMongo;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class EmbeddedQueryPlansTest extends QueryPlansContract {

    private static EmbeddedMongo mongo;

    @BeforeAll
    static void fill() {
        mongo = EmbeddedMongo.start();
        fill(mongo.uri());
    }

    @AfterAll
    static void stop() {
        mongo.close();
    }
}
