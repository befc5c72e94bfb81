package io.taskledger.standalone;

import io.taskledger.edge.limit.Kind;
import io.taskledger.edge.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses commands when what is stored nearly fills the memory. Everything stored is held there again at the next
 * start, so without this a full server could neither go on nor be started anew. What is in use is garbage in part, and
 * only a full collection tells how much; so one is run when the limit is passed, and again for each further
 * {@value #STEP} of the memory. Thread-safe.
 */
final class MemoryGuard implements HandlerInterceptor {

    static final String WHEN_FULL = "The memory for tasks is full: commands are refused, queries still work."
            + " Start with more of it: TASKLEDGER_JAVA_OPTS=-Xmx1g ./run";

    /** The rest is for what a restart and queries need beside what is stored. */
    private static final double FULL = 0.85;

    /** What was full is so until this much is left: after a restart too, when caches have yet to grow again. */
    private static final double FREE = 0.75;

    private static final double STEP = 0.05;
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(30);

    /** What a byte of a command comes to: in its commit, in the read model of its task, and in that of its history. */
    private static final long STORED_PER_BYTE = 4;

    private static final long MAX_BODY_BYTES = 1 << 20;
    private static final int PAUSE_MS = 100;
    private static final String NEED = MemoryGuard.class.getName() + ".need";

    private final DoubleSupplier used;
    private final Runnable collect;
    private final InstantSource clock;
    private final long size;
    private boolean full = true; // for all that is known
    private double nextLook = FULL;
    private Instant looked = Instant.MIN;
    private long underWay;

    /**
     * @param used the part of the memory for what lasts, from 0 to 1, that is in use, garbage included
     * @param size of that memory, in bytes
     * @param collect collects the garbage
     */
    MemoryGuard(DoubleSupplier used, long size, Runnable collect, InstantSource clock) {
        this.used = used;
        this.size = size;
        this.collect = collect;
        this.clock = clock;
    }

    static MemoryGuard ofThisJvm() {
        MemoryPoolMXBean lasting = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP && pool.isCollectionUsageThresholdSupported())
                .filter(pool ->
                        pool.getName().endsWith("Old Gen") || pool.getName().endsWith("Tenured Gen"))
                .findAny()
                .orElseThrow(() -> new CannotStartException(
                        "This garbage collector has no old generation: use ./run, or set -XX:+UseParallelGC"));
        return new MemoryGuard(
                () -> {
                    MemoryUsage now = lasting.getUsage();
                    return (double) now.getUsed() / now.getMax();
                },
                lasting.getUsage().getMax(),
                System::gc,
                InstantSource.system());
    }

    /** @throws ProblemException 507 for a command, if the memory is full */
    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (Kind.of(request) == Kind.COMMANDS && !enter(request)) {
            throw new ProblemException(507, "memory-full", WHEN_FULL);
        }
        return true;
    }

    /**
     * Commands under way may come to be stored, so each waits while those before it could fill what is left: near the
     * limit they are carried out one after another.
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
                wait(PAUSE_MS); // a collection may come without a word
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

    /** Whether commands are refused; may take as long as a full collection. */
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
