package io.taskledger.query.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.mongodb.MongoException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** The log lines while MongoDB creates the indexes of the read models. */
class IndexBuildTest {

    private final Logger logger = (Logger) LoggerFactory.getLogger(IndexBuild.class);
    private final @Nullable Level level = logger.getLevel();
    private final Lines lines = new Lines();

    @BeforeEach
    void listen() {
        lines.start();
        logger.addAppender(lines);
        logger.setLevel(Level.INFO);
    }

    @AfterEach
    void stopListening() {
        logger.setLevel(level);
        logger.detachAppender(lines);
    }

    @Test
    void that_the_indexes_are_not_there_yet_is_told_again_and_again_until_they_are() throws Exception {
        var made = new CountDownLatch(1);
        var build = new IndexBuild(Duration.ofMillis(10));
        var running = Thread.startVirtualThread(() -> run(build, () -> awaitUninterrupted(made)));

        await().until(() -> lines.holding("this node is not ready yet").size() >= 3);
        assertThat(build.isDone()).isFalse();
        assertThat(lines.holding("are ready")).isEmpty();

        made.countDown();
        running.join();
        assertThat(build.isDone()).isTrue();
        assertThat(lines.holding("are ready")).hasSize(1);
    }

    @Test
    void indexes_that_mongodb_did_not_make_are_asked_for_again_and_the_log_says_why() throws Exception {
        var attempts = new AtomicInteger();
        var build = new IndexBuild(Duration.ofHours(1));

        build.run(() -> {
            if (attempts.incrementAndGet() == 1) {
                throw new MongoException("injected");
            }
        });

        assertThat(attempts).hasValue(2);
        assertThat(lines.holding("trying again: injected")).hasSize(1);
    }

    private static void run(IndexBuild build, Runnable make) {
        try {
            build.run(make);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The logged lines. Thread-safe. */
    private static final class Lines extends AppenderBase<ILoggingEvent> {

        private final List<String> all = new CopyOnWriteArrayList<>();

        @Override
        protected void append(ILoggingEvent event) {
            all.add(event.getFormattedMessage());
        }

        List<String> holding(String words) {
            return all.stream().filter(line -> line.contains(words)).toList();
        }
    }
}
