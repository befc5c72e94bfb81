package io.taskledger.query.projection;

import com.mongodb.MongoException;
import io.taskledger.query.store.ReadModels;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the indexes at start. On big collections that may take as long as it takes: meanwhile the node is alive, but
 * not ready. Thread-safe.
 */
public final class IndexBuild {

    private static final Logger LOG = LoggerFactory.getLogger(IndexBuild.class);
    private static final Duration NEWS = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Runnable make;
    private final Duration news;
    private volatile boolean done;

    public IndexBuild(ReadModels readModels) {
        this(readModels::createIndexes, NEWS);
    }

    /**
     * @param make makes the indexes; throws {@link MongoException} if MongoDB does not answer
     * @param news how often the log tells that they are still being made
     */
    IndexBuild(Runnable make, Duration news) {
        this.make = make;
        this.news = news;
    }

    /** Whether all indexes are there. */
    public boolean isDone() {
        return done;
    }

    /** Returns once all indexes are there, however long MongoDB takes or is away. */
    void run() throws InterruptedException {
        long start = System.nanoTime();
        var teller = Thread.ofVirtual().start(() -> tell(start));
        try {
            while (!done) {
                done = build();
                if (!done) {
                    Thread.sleep(PAUSE);
                }
            }
            LOG.info("The indexes of the read models are ready");
        } finally {
            teller.interrupt();
        }
    }

    private boolean build() {
        try {
            make.run();
            return true;
        } catch (MongoException e) {
            LOG.warn("The indexes of the read models cannot be created, trying again: {}", e.getMessage());
            return false;
        }
    }

    private void tell(long start) {
        try {
            while (true) {
                Thread.sleep(news);
                var seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();
                LOG.info(
                        "The indexes of the read models have been in creation for {} s; this node is not ready yet",
                        seconds);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
