package io.taskledger.command;

import io.taskledger.node.log.LedgerUnavailableException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Creates the ledger's indexes. For a large ledger without them this may take very long; meanwhile the node is alive
 * but refuses commands. In the usual case, when the indexes exist, the start waits for the check. Thread-safe.
 */
final class LedgerStart implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(LedgerStart.class);
    private static final Duration USUAL = Duration.ofSeconds(5);
    private static final Duration REPORT = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Runnable prepare;
    private final Duration usual;
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private volatile @Nullable Thread thread;

    /** @param prepare creates the indexes; throws {@link LedgerUnavailableException} if MongoDB does not respond */
    LedgerStart(Runnable prepare) {
        this(prepare, USUAL);
    }

    /** @param usual how long the start of the node waits for the indexes */
    LedgerStart(Runnable prepare, Duration usual) {
        this.prepare = prepare;
        this.usual = usual;
    }

    @Override
    public void start() {
        thread = Thread.ofVirtual().name("ledger-indexes").start(this::build);
        if (!isReadyWithin(usual)) {
            LOG.info("Start-up continues while MongoDB creates the indexes of the ledger");
            Thread.ofVirtual().name("ledger-indexes-report").start(this::report);
        }
    }

    private void build() {
        try {
            while (!attempt()) {
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean attempt() {
        try {
            prepare.run();
            ready.complete(null);
            return true;
        } catch (LedgerUnavailableException e) {
            LOG.warn(
                    "MongoDB did not create the indexes of the ledger; trying again: {}", String.valueOf(e.getCause()));
            return false;
        }
    }

    private void report() {
        long start = System.nanoTime() - usual.toNanos();
        while (isRunning() && !isReadyWithin(REPORT)) {
            LOG.info(
                    "MongoDB has been creating the indexes of the ledger for {} s; commands are refused until it is done",
                    TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start));
        }
        if (isReady()) {
            LOG.info("The indexes of the ledger are ready");
        }
    }

    private boolean isReadyWithin(Duration timeout) {
        try {
            ready.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    boolean isReady() {
        return ready.isDone();
    }

    /** Why commands are refused, or null. */
    @Nullable
    String obstacle() {
        return isReady() ? null : "MongoDB is creating the indexes of the ledger";
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
