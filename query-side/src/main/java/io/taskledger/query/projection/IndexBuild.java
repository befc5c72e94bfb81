package io.taskledger.query.projection;

import com.mongodb.MongoException;
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

    private final Duration news;
    private volatile boolean done;

    public IndexBuild() {
        this(NEWS);
    }

    /** @param news how often progress is logged */
    IndexBuild(Duration news) {
        this.news = news;
    }

    /** Whether all indexes exist. */
    public boolean isDone() {
        return done;
    }

    /**
     * Returns when all indexes exist, however long MongoDB takes or is down.
     *
     * @param make creates them; throws {@link MongoException} if MongoDB does not respond
     */
    public void run(Runnable make) throws InterruptedException {
        long start = System.nanoTime();
        var teller = Thread.ofVirtual().start(() -> tell(start));
        try {
            while (!done) {
                done = build(make);
                if (!done) {
                    Thread.sleep(PAUSE);
                }
            }
            LOG.info("The indexes of the read models are ready");
        } finally {
            teller.interrupt();
        }
    }

    private boolean build(Runnable make) {
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
