package io.taskledger.query.projection;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClients;
import io.taskledger.contract.commit.Lanes;
import io.taskledger.embedded.EmbeddedMongo;
import io.taskledger.query.AllProjections;
import io.taskledger.query.RandomChain;
import io.taskledger.query.store.ReadModels;
import org.junit.jupiter.api.Test;

class RemoteLanesTest {

    @Test
    void every_query_of_a_lane_that_is_not_known_yet_reads_its_checkpoint() {
        try (var server = EmbeddedMongo.start();
                var client = MongoClients.create(server.uri())) {
            var database = client.getDatabase("remote");
            var holder = new LaneFixture(database);
            holder.consume(LaneFixture.records(RandomChain.of(1, 5).commits()), () -> 5);
            var checkpoints = new Checkpoints(new ReadModels(database), AllProjections.get());
            var remote = new RemoteLanes(checkpoints, 1);

            for (int query = 0; query < 3; query++) {
                var lane = new AppliedLanes(new Lanes(1)).lane(0);
                remote.refresh(lane);
                assertThat(lane.state().applied())
                        .as("query %s", query)
                        .isEqualTo(holder.state().applied());
            }
        }
    }
}
