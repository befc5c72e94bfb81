package io.taskledger.command.relay;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The check of the topic, if Kafka was down when the node started: it is repeated before anything is relayed. */
final class PendingCheck {

    private static final Logger LOG = LoggerFactory.getLogger(PendingCheck.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final @Nullable TopicCheck check;
    private volatile @Nullable String obstacle;

    /** @param check null if the topic was checked */
    PendingCheck(@Nullable TopicCheck check) {
        this.check = check;
        obstacle = check == null ? null : "Kafka has not responded yet";
    }

    /** Why nothing may be relayed; null if the topic was found suitable. Thread-safe. */
    @Nullable
    String obstacle() {
        return obstacle;
    }

    /** Returns when the topic was found suitable. */
    void await() throws InterruptedException {
        while (check != null && obstacle != null) {
            obstacle = failure(check);
            if (obstacle != null) {
                Thread.sleep(PAUSE);
            }
        }
    }

    private @Nullable String failure(TopicCheck repeated) {
        try {
            repeated.run();
            return null;
        } catch (RelayUnavailableException e) {
            return String.valueOf(e.getMessage()); // start-up has logged it
        } catch (RuntimeException e) { // whatever failed, commands continue, and so must this
            var why = String.valueOf(e.getMessage());
            if (!why.equals(obstacle)) {
                LOG.error("Nothing is relayed until this is repaired: {}", why);
            }
            return why;
        }
    }
}
