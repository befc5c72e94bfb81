package io.taskledger.standalone;

import static java.util.Objects.requireNonNull;

import io.taskledger.node.NodeSettings;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ApplicationContext;

/**
 * Waits until commands and queries work. There is no deadline, because the machine may be slow; faults that waiting
 * cannot fix have ended the start earlier.
 */
final class Readiness {

    private static final int PAUSE_MS = 50;

    private final HealthIndicator relay;
    private final HealthIndicator projection;
    private final int lanes;

    private Readiness(ApplicationContext context) {
        relay = context.getBean("commandRelayHealthIndicator", HealthIndicator.class);
        projection = context.getBean("queryProjectionHealthIndicator", HealthIndicator.class);
        lanes = context.getBean(NodeSettings.class).lanes();
    }

    /**
     * Returns once each side holds its lanes, the read models have everything that Kafka has, and a query has got its
     * response.
     */
    static void await(ApplicationContext context, Progress progress) throws InterruptedException {
        var readiness = new Readiness(context);
        while (!isUp(health(readiness.relay))) {
            progress.now(() -> "taking the lanes");
            Thread.sleep(PAUSE_MS);
        }
        var projection = health(readiness.projection);
        while (!readiness.isCaughtUp(projection)) {
            var state = projection.getDetails();
            progress.now(() -> "deriving the read models, " + state);
            Thread.sleep(PAUSE_MS);
            projection = health(readiness.projection);
        }
        progress.now(() -> "trying a first query");
        FirstQuery.await(context);
    }

    private static Health health(HealthIndicator indicator) {
        return requireNonNull(indicator.health(true));
    }

    private boolean isCaughtUp(Health projection) {
        return isUp(projection) && number(projection, "lanesHeld") == lanes && number(projection, "lag") == 0;
    }

    private static long number(Health health, String detail) {
        return health.getDetails().get(detail) instanceof Number number ? number.longValue() : -1;
    }

    private static boolean isUp(Health health) {
        return Status.UP.equals(health.getStatus());
    }
}
