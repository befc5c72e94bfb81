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
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.DoubleSupplier;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses commands when what is stored nearly fills the memory. Everything stored is held there again at the next
 * start, so without this a full server could neither go on nor be started anew. Thread-safe.
 */
final class MemoryGuard implements HandlerInterceptor {

    private static final double FULL = 0.9;
    private static final Duration BETWEEN_COLLECTIONS = Duration.ofSeconds(30);

    private final DoubleSupplier used;
    private final Runnable collect;
    private final AtomicReference<Instant> collected = new AtomicReference<>(Instant.MIN);

    /**
     * @param used the part of the memory for what lasts, from 0 to 1, that was in use after the last collection
     * @param collect collects the garbage
     */
    MemoryGuard(DoubleSupplier used, Runnable collect) {
        this.used = used;
        this.collect = collect;
    }

    static MemoryGuard ofThisJvm() {
        MemoryPoolMXBean lasting = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP && pool.isCollectionUsageThresholdSupported())
                .filter(pool ->
                        pool.getName().endsWith("Old Gen") || pool.getName().endsWith("Tenured Gen"))
                .findAny()
                .orElseThrow(
                        () -> new CannotStartException(
                                "This garbage collector keeps no old generation: leave it to ./run, or give -XX:+UseParallelGC"));
        return new MemoryGuard(
                () -> {
                    MemoryUsage survived = lasting.getCollectionUsage();
                    return (double) survived.getUsed() / survived.getMax();
                },
                System::gc);
    }

    /** @throws ProblemException 507 for a command, if the memory is full */
    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (Kind.of(request) == Kind.COMMANDS && isFull()) {
            throw new ProblemException(
                    507,
                    "memory-full",
                    "The memory for tasks is full. Start with more of it: TASKLEDGER_JAVA_OPTS=-Xmx1g ./run");
        }
        return true;
    }

    /** Looks again after a collection: the last one may have come in the middle of much work, and none since. */
    private boolean isFull() {
        if (used.getAsDouble() < FULL) {
            return false;
        }
        Instant last = collected.get();
        Instant now = Instant.now();
        if (last.isBefore(now.minus(BETWEEN_COLLECTIONS)) && collected.compareAndSet(last, now)) {
            collect.run();
        }
        return used.getAsDouble() >= FULL;
    }
}
