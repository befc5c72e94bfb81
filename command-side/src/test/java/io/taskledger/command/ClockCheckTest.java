package io.taskledger.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClients;
import io.taskledger.embedded.EmbeddedMongo;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ClockCheckTest {

    @Test
    void a_node_whose_clock_is_far_from_the_one_of_mongodb_takes_no_commands() {
        try (var mongo = EmbeddedMongo.start();
                var client = MongoClients.create(mongo.uri())) {
            var database = client.getDatabase("admin");
            assertThat(obstacle(new ClockCheck(database, ahead(Duration.ZERO)))).isNull();
            assertThat(obstacle(new ClockCheck(database, ahead(Duration.ofSeconds(30)))))
                    .isNull();
            assertThat(obstacle(new ClockCheck(database, ahead(Duration.ofHours(25)))))
                    .contains("ahead of MongoDB's");
            assertThat(obstacle(new ClockCheck(database, ahead(Duration.ofHours(-25)))))
                    .contains("behind MongoDB's");
        }
    }

    /** Through the gate that all commands pass. */
    private static @Nullable String obstacle(ClockCheck check) {
        check.measure();
        var ready = new LedgerStart(() -> {});
        ready.start();
        return new CommandSideConfiguration().commandGate(ready, check).obstacle();
    }

    private static Clock ahead(Duration difference) {
        return Clock.offset(Clock.systemUTC(), difference);
    }
}
