package io.taskledger.query;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.taskledger.edge.SettingException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MongoUriTest {

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "mongodb+srv://no-such-host.invalid/"})
    void a_uri_that_leads_nowhere_ends_the_start_with_a_sentence(String uri) {
        var settings = new QuerySettings(
                1,
                new QuerySettings.Mongodb(uri, "taskledger"),
                new QuerySettings.Kafka("localhost:9092", "task-events"));

        assertThatThrownBy(() -> new ProjectionConfiguration().queryMongoClient(settings))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("taskledger.mongodb.uri");
    }
}
