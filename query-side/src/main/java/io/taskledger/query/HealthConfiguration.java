package io.taskledger.query;

import com.mongodb.MongoException;
import com.mongodb.client.model.Filters;
import io.taskledger.query.barrier.EndOffsets;
import io.taskledger.query.projection.AppliedLane;
import io.taskledger.query.projection.AppliedLanes;
import io.taskledger.query.projection.Projection;
import io.taskledger.query.projection.ProjectionProperties;
import io.taskledger.query.store.ReadModels;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Whether this node can do its work: what the readiness probe asks. */
@Configuration(proxyBeanMethods = false)
class HealthConfiguration {

    /** Shown as {@code queryDatabase}. */
    @Bean
    HealthIndicator queryDatabaseHealthIndicator(ReadModels readModels) {
        return () -> {
            try {
                readModels.checkpoints().find(Filters.eq(0)).first();
                return Health.up().build();
            } catch (MongoException e) {
                return Health.down().withDetail("database", "does not answer").build();
            }
        };
    }

    /** Shown as {@code queryProjection}: consumption has begun, no lane is halted or too far behind. */
    @Bean
    HealthIndicator queryProjectionHealthIndicator(
            Projection projection, AppliedLanes applied, EndOffsets ends, ProjectionProperties properties) {
        return () -> {
            var obstacle = projection.obstacle();
            if (obstacle != null) {
                return Health.down().withDetail("obstacle", obstacle).build();
            }
            try {
                return health(applied, ends, properties.maxLag());
            } catch (ExecutionException | TimeoutException e) {
                return Health.down().withDetail("broker", "does not answer").build();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Health.unknown().build();
            }
        };
    }

    private static Health health(AppliedLanes applied, EndOffsets ends, long maxLag)
            throws InterruptedException, ExecutionException, TimeoutException {
        var held = applied.held().toList();
        var questions = held.stream().map(lane -> ends.of(lane.lane())).toList();
        long worst = 0;
        for (int i = 0; i < held.size(); i++) {
            long end = questions.get(i).get(2, TimeUnit.SECONDS);
            worst = Math.max(worst, end - held.get(i).state().applied().offset());
        }
        boolean halted = held.stream().map(AppliedLane::state).anyMatch(state -> state.halted() != null);
        return (halted || worst > maxLag ? Health.down() : Health.up())
                .withDetail("lanesHeld", held.size())
                .withDetail("lag", worst)
                .withDetail("halted", halted)
                .build();
    }
}
