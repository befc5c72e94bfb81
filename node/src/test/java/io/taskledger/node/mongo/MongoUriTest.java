package io.taskledger.node.mongo;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoClientSettings;
import io.taskledger.edge.SettingException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MongoUriTest {

    @ParameterizedTest
    @CsvSource({
        "nonsense, is not a MongoDB URI",
        "mongodb+srv://no-such-host.invalid/, names servers that DNS does not know"
    })
    void a_uri_that_leads_nowhere_ends_the_start_with_a_sentence(String uri, String sentence) {
        assertThatThrownBy(() -> MongoUri.open("taskledger.mongodb.uri", uri, MongoClientSettings.builder()))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("taskledger.mongodb.uri " + sentence);
    }
}
