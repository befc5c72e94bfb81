package io.taskledger.standalone;

import io.taskledger.edge.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.DoubleSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses commands when the stored data nearly fills the memory. All data is loaded into memory again at the next
 * start, so without this a full server could neither continue nor restart. Part of the used memory is garbage, and only
 * a full collection shows how much. So one is run when the limit is passed, and again for each further {@value #STEP}
 * of the memory. Thread-safe.
 */
final class MemoryGuard implements HandlerInterceptor {

    static final String WHEN_FULL = "The memory for tasks is full: commands are refused, queries still work."
            + " Start with more memory: TASKLEDGER_JAVA_OPTS=-Xmx1g ./run";

    /** The rest is for a restart and for queries. */
    private static final double FULL = 0.85;

    /**
     * A full server accepts commands again only below this share. This holds after a restart too, because caches must
     * grow again.
     */
    private static final double FREE = 0.75;

    private static final double STEP = 0.05;
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(30);

    /** Bytes stored for each byte of a command: in its commit, in the task, and in the history. */
    private static final long STORED_PER_BYTE = 4;

    private static final long MAX_BODY_BYTES = 1 << 20;
    private static final int PAUSE_MS = 100;
    private static final String NEED = MemoryGuard.class.getName() + ".need";

    private final Predicate<HttpServletRequest> commands;
    private final DoubleSupplier used;
    private final Runnable collect;
    private final InstantSource clock;
    private final long size;
    private boolean full = true; // until it is known
    private double nextLook = FULL;
    private Instant looked = Instant.MIN;
    private long underWay;

    /**
     * @param commands the requests that store something
     * @param used the share of the old generation in use, from 0 to 1, including garbage
     * @param size of the old generation in bytes
     * @param collect collects the garbage
     */
    MemoryGuard(
            Predicate<HttpServletRequest> commands,
            DoubleSupplier used,
            long size,
            Runnable collect,
            InstantSource clock) {
        this.commands = commands;
        this.used = used;
        this.size = size;
        this.collect = collect;
        this.clock = clock;
    }

    static MemoryGuard ofThisJvm(Predicate<HttpServletRequest> commands) {
        var lasting = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP && pool.isCollectionUsageThresholdSupported())
                .filter(pool ->
                        pool.getName().endsWith("Old Gen") || pool.getName().endsWith("Tenured Gen"))
                .findAny()
                .orElseThrow(() -> new CannotStartException(
                        "This garbage collector has no old generation: use ./run, or set -XX:+UseParallelGC"));
        return new MemoryGuard(
                commands,
                () -> {
                    var now = lasting.getUsage();
                    return (double) now.getUsed() / now.getMax();
                },
                lasting.getUsage().getMax(),
                System::gc,
                InstantSource.system());
    }

    /** @throws ProblemException 507 for a command, if the memory is full */
    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (commands.test(request) && !enter(request)) {
            throw new ProblemException(507, "memory-full", WHEN_FULL);
        }
        return true;
    }

    /**
     * Commands in progress will add data, so a command waits while earlier ones could fill the rest of the memory: near
     * the limit they are carried out one after another.
     */
    private synchronized boolean enter(HttpServletRequest request) {
        long need = need(request);
        try {
            while (!isFull()) {
                if (underWay == 0 || used.getAsDouble() + (double) (underWay + need) / size < FULL) {
                    underWay += need;
                    request.setAttribute(NEED, need);
                    return true;
                }
                wait(PAUSE_MS); // a collection may free memory without a notification
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    /** In bytes. */
    private static long need(HttpServletRequest request) {
        long announced = request.getContentLengthLong();
        return (announced < 0 ? MAX_BODY_BYTES : Math.min(announced, MAX_BODY_BYTES)) * STORED_PER_BYTE;
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception failure) {
        if (request.getAttribute(NEED) instanceof Long need) {
            synchronized (this) {
                underWay -= need;
                notifyAll();
            }
        }
    }

    /** Whether commands are refused. May take as long as a full collection. */
    synchronized boolean isFull() {
        double now = used.getAsDouble();
        if (now < (full ? FREE : FULL)) {
            full = false;
        } else if (full ? looked.isBefore(clock.instant().minus(BETWEEN_LOOKS)) : now >= nextLook) {
            look();
        }
        return full;
    }

    private void look() {
        collect.run();
        double live = used.getAsDouble();
        full = live >= (full ? FREE : FULL);
        nextLook = Math.max(FULL, live + STEP);
        looked = clock.instant();
    }
}
