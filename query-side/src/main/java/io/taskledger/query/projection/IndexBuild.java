package io.taskledger.query.projection;

import com.mongodb.MongoException;
import io.taskledger.query.fold.Projections;
import io.taskledger.query.store.ReadModels;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates the indexes at start. For big collections this may take very long; meanwhile the node is alive, but not
 * ready. Thread-safe.
 */
public final class IndexBuild {

    private static final Logger LOG = LoggerFactory.getLogger(IndexBuild.class);
    private static final Duration NEWS = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Runnable make;
    private final Duration news;
    private volatile boolean done;

    public IndexBuild(ReadModels readModels, Projections projections) {
        this(() -> readModels.createIndexes(projections), NEWS);
    }

    /**
     * @param make creates the indexes; throws {@link MongoException} if MongoDB does not respond
     * @param news how often progress is logged
     */
    IndexBuild(Runnable make, Duration news) {
        this.make = make;
        this.news = news;
    }

    /** Whether all indexes exist. */
    public boolean isDone() {
        return done;
    }

    /** Returns when all indexes exist, however long MongoDB takes or is down. */
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
