package io.taskledger.edge.connection;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;

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

    /** Looking costs a walk over all connections; a processor is made when no used one is free, which is rare. */
    private static final int LOOKS_EVERY = 64;

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final FairEndpoint endpoint;
    private final ReentrantLock door = new ReentrantLock(true);
    private int made;
    private final Set<FairProcessor> processors =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    public FairProtocol() {
        this(new FairEndpoint());
    }

    private FairProtocol(FairEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    /** Called for a connection that begins to bring a request. */
    @Override
    protected Processor createProcessor() {
        door.lock();
        try {
            if (++made % LOOKS_EVERY == 0) {
                endpoint.dropHalfRequests(HALF_REQUESTS);
                awaitEnd(cutOffSlowBodies());
            }
        } finally {
            door.unlock();
        }
        var processor = new FairProcessor(this, getAdapter());
        processors.add(processor);
        return processor;
    }

    private List<FairProcessor> cutOffSlowBodies() {
        List<FairProcessor> all;
        synchronized (processors) {
            all = List.copyOf(processors);
        }
        List<FairProcessor> waiting =
                all.stream().filter(FairProcessor::awaitsBody).toList();
        List<FairProcessor> first = Earliest.of(waiting, FairProcessor::begun, waiting.size() - SLOW_BODIES);
        first.forEach(FairProcessor::cutOff);
        return first;
    }

    /** Newcomers wait at the door, where they hold next to nothing, until those who were cut off have gone. */
    private static void awaitEnd(List<FairProcessor> cutOff) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (cutOff.stream().anyMatch(FairProcessor::isCutOff) && System.nanoTime() < end) {
            LockSupport.parkNanos(1_000_000);
        }
    }
}
