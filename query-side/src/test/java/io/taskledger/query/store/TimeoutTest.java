package io.taskledger.query.store;

import static io.taskledger.query.task.TaskProjection.TASKS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoException;
import com.mongodb.client.MongoClients;
import io.taskledger.embedded.EmbeddedMongo;
import io.taskledger.query.AllProjections;
import io.taskledger.query.api.StallingProxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.junit.jupiter.api.Test;

/** Time-outs of the database. */
class TimeoutTest {

    @Test
    void making_indexes_takes_as_long_as_it_takes_and_a_query_does_not() throws Exception {
        try (var mongo = EmbeddedMongo.start();
                var proxy = new StallingProxy(mongo.uri());
                var client = MongoClients.create(MongoClientSettings.builder()
                        .applyConnectionString(new ConnectionString(proxy.uri()))
                        .applyToSocketSettings(socket -> socket.readTimeout(300, TimeUnit.MILLISECONDS))
                        .build())) {
            var readModels = new ReadModels(client.getDatabase("timeout"));
            readModels.of(TASKS).find().first();
            proxy.delay(500);

            assertThatThrownBy(() -> readModels.of(TASKS).find().first()).isInstanceOf(MongoException.class);
            assertThatThrownBy(() -> readModels
                            .within(Duration.ofMillis(100))
                            .of(TASKS)
                            .find()
                            .first())
                    .isInstanceOf(MongoException.class);
            readModels.createIndexes(AllProjections.get());

            proxy.delay(0);
            try (var direct = MongoClients.create(mongo.uri())) {
                assertThat(direct.getDatabase("timeout")
                                .getCollection("parked")
                                .listIndexes()
                                .into(new ArrayList<Document>()))
                        .hasSizeGreaterThan(1);
            }
        }
    }
}
