package io.taskledger.standalone;

import io.taskledger.query.QuerySettings;
import java.time.Duration;
import java.time.Instant;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ApplicationContext;

/** Waits until commands and queries are answered as they will be from then on. */
final class Readiness {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int PAUSE_MS = 50;

    private Readiness() {}

    /** Returns once each side holds its lanes and the read models have what Kafka kept, or two minutes have passed. */
    static void await(ApplicationContext context) throws InterruptedException {
        HealthIndicator relay = context.getBean("commandRelayHealthIndicator", HealthIndicator.class);
        HealthIndicator projection = context.getBean("queryProjectionHealthIndicator", HealthIndicator.class);
        int lanes = context.getBean(QuerySettings.class).lanes();
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!(isUp(relay.health(true)) && isCaughtUp(projection.health(true), lanes))
                && Instant.now().isBefore(deadline)) {
            Thread.sleep(PAUSE_MS);
        }
    }

    private static boolean isCaughtUp(Health projection, int lanes) {
        return isUp(projection)
                && Integer.valueOf(lanes).equals(projection.getDetails().get("lanesHeld"))
                && Long.valueOf(0).equals(projection.getDetails().get("lag"));
    }

    private static boolean isUp(Health health) {
        return Status.UP.equals(health.getStatus());
    }
}
