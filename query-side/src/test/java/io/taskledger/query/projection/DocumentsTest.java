package io.taskledger.query.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClients;
import io.taskledger.embedded.EmbeddedMongo;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.Test;

class DocumentsTest {

    @Test
    void only_what_was_read_can_be_folded_into() {
        try (var mongo = EmbeddedMongo.start();
                var client = MongoClients.create(mongo.uri())) {
            var collection = client.getDatabase("documents").getCollection("some");
            var documents = Documents.load(
                    collection, List.of("asked for"), Document::toJson, (id, value, position) -> new Document());

            assertThat(documents.slot("asked for").value()).isNull();
            assertThatThrownBy(() -> documents.slot("forgotten")).isInstanceOf(IllegalStateException.class);
        }
    }
}
