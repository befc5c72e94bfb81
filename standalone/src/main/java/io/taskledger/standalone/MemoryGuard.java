package io.taskledger.standalone;

import io.taskledger.edge.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.Set;
import java.util.function.DoubleSupplier;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses commands when what is stored nearly fills the memory. Everything stored is held there again at the next
 * start, so without this a full server could neither go on nor be started anew. Thread-safe.
 */
final class MemoryGuard implements HandlerInterceptor {

    private static final double FULL = 0.9;
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    private final DoubleSupplier used;

    /** @param used the part of the memory for what lasts, from 0 to 1, that is not garbage */
    MemoryGuard(DoubleSupplier used) {
        this.used = used;
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
        return new MemoryGuard(() -> {
            MemoryUsage survived = lasting.getCollectionUsage(); // as of the last collection, so without garbage
            return (double) survived.getUsed() / survived.getMax();
        });
    }

    /** @throws ProblemException 507 for a command, if the memory is full */
    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (used.getAsDouble() >= FULL && !READING.contains(request.getMethod())) {
            throw new ProblemException(
                    507,
                    "memory-full",
                    "The memory for tasks is full. Start with more of it: TASKLEDGER_JAVA_OPTS=-Xmx1g ./run");
        }
        return true;
    }
}
