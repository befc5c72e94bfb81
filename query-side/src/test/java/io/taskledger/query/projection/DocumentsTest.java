package io.taskledger.query.projection;

import static io.taskledger.query.stats.StatsProjection.STATS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClients;
import io.taskledger.embedded.EmbeddedMongo;
import io.taskledger.query.store.ReadModels;
import java.util.List;
import org.junit.jupiter.api.Test;

class DocumentsTest {

    @Test
    void only_what_was_read_can_be_folded_into() {
        try (var mongo = EmbeddedMongo.start();
                var client = MongoClients.create(mongo.uri())) {
            var readModels = new ReadModels(client.getDatabase("documents"));
            var documents = Documents.load(readModels, STATS, List.of("asked for"));

            assertThat(documents.folded("asked for").value()).isNull();
            assertThatThrownBy(() -> documents.folded("forgotten")).isInstanceOf(IllegalStateException.class);
        }
    }
}
