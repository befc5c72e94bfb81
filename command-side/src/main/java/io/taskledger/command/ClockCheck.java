package io.taskledger.command;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.client.MongoDatabase;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Compares this node's clock with MongoDB's, at start and every half minute: a node with a wrong clock would store
 * wrong times forever, and miss idempotency keys. Thread-safe.
 */
final class ClockCheck implements SmartLifecycle {

    static final Duration MAX_DIFFERENCE = Duration.ofSeconds(60);

    private static final Logger LOG = LoggerFactory.getLogger(ClockCheck.class);
    private static final Duration PERIOD = Duration.ofSeconds(30);

    private static final int COMMAND_NOT_FOUND = 59;

    private final MongoDatabase database;
    private final Clock clock;
    private volatile Duration ahead = Duration.ZERO;
    private volatile @Nullable Thread thread;

    /** @param database any database of the server; its time-out limits each check */
    ClockCheck(MongoDatabase database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Checks once. If the server does not respond, nothing changes. */
    void measure() {
        try {
            long asked = System.nanoTime();
            var before = clock.instant();
            var hello = hello();
            var trip = Duration.ofNanos(System.nanoTime() - asked);
            if (hello.get("localTime") instanceof Date there) {
                var difference = Duration.between(there.toInstant(), before.plus(trip.dividedBy(2)));
                note(certain(difference, trip.dividedBy(2)));
            }
        } catch (MongoException e) {
            LOG.debug("MongoDB did not report its time", e);
        }
    }

    /** Uses the command's old name if the server does not know the new one. */
    private Document hello() {
        try {
            return database.runCommand(new Document("hello", 1));
        } catch (MongoCommandException e) {
            if (e.getErrorCode() == COMMAND_NOT_FOUND) {
                return database.runCommand(new Document("isMaster", 1));
            }
            throw e;
        }
    }

    /** The part of the difference that is certain, because the request may have spent all its time in one direction. */
    private static Duration certain(Duration difference, Duration doubt) {
        if (difference.abs().compareTo(doubt) <= 0) {
            return Duration.ZERO;
        }
        return difference.isNegative() ? difference.plus(doubt) : difference.minus(doubt);
    }

    private void note(Duration difference) {
        boolean was = isWrong();
        ahead = difference;
        if (isWrong() && !was) {
            LOG.error("Refuses commands: {}", obstacle());
        } else if (was && !isWrong()) {
            LOG.info("This node's clock is right again");
        }
    }

    private boolean isWrong() {
        return ahead.abs().compareTo(MAX_DIFFERENCE) > 0;
    }

    /** Why commands are refused, or null. */
    @Nullable
    String obstacle() {
        var difference = ahead;
        return difference.abs().compareTo(MAX_DIFFERENCE) <= 0
                ? null
                : "The clock of this node is " + difference.abs().toSeconds() + " s "
                        + (difference.isNegative() ? "behind" : "ahead of") + " MongoDB's";
    }

    @Override
    public void start() {
        measure();
        thread = Thread.ofVirtual().name("clock-check").start(this::run);
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(PERIOD);
                measure();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void stop() {
        var running = thread;
        thread = null;
        if (running != null) {
            running.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    /** Starts before the relay. */
    @Override
    public int getPhase() {
        return -1;
    }
}
