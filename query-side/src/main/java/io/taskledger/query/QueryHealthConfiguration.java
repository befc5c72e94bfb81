package io.taskledger.query;

import com.mongodb.MongoException;
import io.taskledger.query.generation.LaneWatch;
import io.taskledger.query.generation.ProjectionLifecycle;
import io.taskledger.query.projection.AppliedLane;
import io.taskledger.query.projection.IndexBuild;
import io.taskledger.query.projection.ProjectionProperties;
import io.taskledger.query.store.ReadModels;
import java.time.Duration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The health of this node, including its readiness. */
@Configuration(proxyBeanMethods = false)
class QueryHealthConfiguration {

    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    /**
     * Shown as {@code queryDatabase}: queries can be served with the data applied so far. Part of readiness. While a
     * generation is being built here, older nodes serve.
     */
    @Bean
    HealthIndicator queryDatabaseHealthIndicator(
            ReadModels readModels, ProjectionLifecycle projection, IndexBuild indexes) {
        var checkpoints = readModels.within(TIMEOUT).checkpoints();
        return () -> {
            try {
                checkpoints.find().first();
            } catch (MongoException e) {
                return Health.down().withDetail("database", "does not respond").build();
            }
            var building = projection.building();
            if (building == null) {
                return Health.down()
                        .withDetail("generations", "are not known yet")
                        .build();
            }
            if (!building.isEmpty()) {
                return Health.down().withDetail("building", building.toString()).build();
            }
            return indexes.isDone()
                    ? Health.up().build()
                    : Health.down().withDetail("indexes", "are being created").build();
        };
    }

    /**
     * Shown as {@code queryProjection}: this node consumes, Kafka responds, and no lane is halted or too far behind.
     * Not part of readiness: removing nodes would not update the read models, and the data applied so far can be read.
     */
    @Bean
    HealthIndicator queryProjectionHealthIndicator(
            ProjectionLifecycle projection, LaneWatch watch, ProjectionProperties properties) {
        return () -> {
            var obstacle = projection.obstacle();
            if (obstacle != null) {
                return Health.down().withDetail("obstacle", obstacle).build();
            }
            var sight = watch.sight();
            var lanes = projection.running().stream()
                    .flatMap(each -> each.served().applied().all().stream())
                    .map(AppliedLane::state)
                    .toList();
            long halted = lanes.stream().filter(lane -> lane.halted() != null).count();
            long lost = lanes.stream().filter(lane -> lane.lost() != null).count();
            long held = projection.serving().stream()
                    .mapToLong(each -> each.served().applied().held().count())
                    .min()
                    .orElse(0);
            boolean good = sight.broker()
                    && sight.lag() <= properties.maxLag()
                    && projection.running().stream().allMatch(each -> each.troubled() == 0)
                    && halted == 0
                    && lost == 0;
            return (good ? Health.up() : Health.down())
                    .withDetail("broker", sight.broker() ? "responds" : "does not respond")
                    .withDetail("lanesHeld", held)
                    .withDetail("lag", sight.lag())
                    .withDetail("halted", halted)
                    .withDetail("rebuilding", lost)
                    .build();
        };
    }
}
