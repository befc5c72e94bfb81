package io.taskledger.edge.connection;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;
import org.jspecify.annotations.Nullable;

/**
 * HTTP/1.1 on a {@link FairEndpoint}, where requests that arrive bit by bit are few: each holds its buffers, and a
 * thread if it is the body that is slow. Past so many, those that began first go. Tomcat makes this by its name, so it
 * is public. Thread-safe.
 */
public final class FairProtocol extends Http11NioProtocol {

    /** Requests whose headers have begun to arrive; 40 KiB each. */
    static final int HALF_REQUESTS = 500;

    /** Requests that are served and whose body has yet to arrive; 90 KiB each, with their threads. */
    static final int SLOW_BODIES = 250;

    /** A processor is made when no used one is free, which is rare but in a rush. */
    private static final int LOOKS_EVERY = 64;

    private static final long SWEEP_MS = 250;
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** A quarter of the heap. */
    private static final long MOST_SERVED =
            Math.max(2 * SLOW_BODIES, Runtime.getRuntime().maxMemory() / 4 / (90 * 1024));

    private final FairEndpoint endpoint;
    private final ReentrantLock door = new ReentrantLock(true);
    private final ReentrantLock sweeping = new ReentrantLock();
    private final Set<FairProcessor> processors =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));
    private int made;
    private @Nullable ScheduledFuture<?> sweeps;

    public FairProtocol() {
        this(new FairEndpoint());
    }

    private FairProtocol(FairEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    @Override
    public void start() throws Exception {
        super.start();
        sweeps = getUtilityExecutor().scheduleWithFixedDelay(this::sweep, SWEEP_MS, SWEEP_MS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() throws Exception {
        if (sweeps != null) {
            sweeps.cancel(false);
        }
        super.stop();
    }

    /** Called for a connection that begins to bring a request. */
    @Override
    protected Processor createProcessor() {
        door.lock();
        try {
            if (++made % LOOKS_EVERY == 0) {
                sweep();
                awaitRoom();
            }
        } finally {
            door.unlock();
        }
        var processor = new FairProcessor(this, getAdapter());
        processors.add(processor);
        return processor;
    }

    private void sweep() {
        if (sweeping.tryLock()) {
            try {
                endpoint.dropHalfRequests(HALF_REQUESTS);
                List<FairProcessor> waiting = all(FairProcessor::awaitsBody);
                Earliest.of(waiting, FairProcessor::begun, waiting.size() - SLOW_BODIES)
                        .forEach(FairProcessor::cutOff);
            } catch (RuntimeException e) {
                getLog().warn("Connections that bring nothing could not be dropped this time", e);
            } finally {
                sweeping.unlock();
            }
        }
    }

    /** In a rush newcomers wait at the door, where they hold next to nothing, until those before them have gone. */
    private void awaitRoom() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (all(FairProcessor::isBusy).size() > MOST_SERVED && System.nanoTime() < end) {
            LockSupport.parkNanos(1_000_000);
            sweep();
        }
    }

    private List<FairProcessor> all(Predicate<FairProcessor> which) {
        synchronized (processors) {
            return processors.stream().filter(which).toList();
        }
    }
}
