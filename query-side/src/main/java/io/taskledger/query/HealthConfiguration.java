package io.taskledger.query;

import com.mongodb.MongoException;
import io.taskledger.query.fold.Projections;
import io.taskledger.query.projection.AppliedLane;
import io.taskledger.query.projection.AppliedLanes;
import io.taskledger.query.projection.Checkpoints;
import io.taskledger.query.projection.IndexBuild;
import io.taskledger.query.projection.LaneConsumption;
import io.taskledger.query.projection.LaneWatch;
import io.taskledger.query.projection.OtherProjectionsException;
import io.taskledger.query.projection.ProjectionLifecycle;
import io.taskledger.query.projection.ProjectionProperties;
import io.taskledger.query.store.ReadModels;
import java.time.Duration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The health of this node, including its readiness. */
@Configuration(proxyBeanMethods = false)
class HealthConfiguration {

    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    /** Shown as {@code queryDatabase}: queries can be served with the data applied so far. Part of readiness. */
    @Bean
    HealthIndicator queryDatabaseHealthIndicator(ReadModels readModels, Projections projections, IndexBuild indexes) {
        var checkpoints = new Checkpoints(readModels.within(TIMEOUT), projections);
        return () -> {
            try {
                checkpoints.requireOwn();
            } catch (OtherProjectionsException e) {
                return Health.down().withDetail("projections", e.getMessage()).build();
            } catch (MongoException e) {
                return Health.down().withDetail("database", "does not respond").build();
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
            ProjectionLifecycle lifecycle,
            LaneConsumption consumption,
            AppliedLanes applied,
            LaneWatch watch,
            ProjectionProperties properties) {
        return () -> {
            var obstacle = lifecycle.obstacle();
            if (obstacle != null) {
                return Health.down().withDetail("obstacle", obstacle).build();
            }
            var sight = watch.sight();
            var lanes = applied.all().stream().map(AppliedLane::state).toList();
            long halted = lanes.stream().filter(lane -> lane.halted() != null).count();
            long lost = lanes.stream().filter(lane -> lane.lost() != null).count();
            boolean good = sight.broker()
                    && sight.lag() <= properties.maxLag()
                    && consumption.troubled() == 0
                    && halted == 0
                    && lost == 0;
            return (good ? Health.up() : Health.down())
                    .withDetail("broker", sight.broker() ? "responds" : "does not respond")
                    .withDetail("lanesHeld", applied.held().count())
                    .withDetail("lag", sight.lag())
                    .withDetail("halted", halted)
                    .withDetail("rebuilding", lost)
                    .build();
        };
    }
}
