package io.taskledger.contract.commit;

import java.security.SecureRandom;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * UUIDv7 (RFC 9562, section 5.7): 48 bits of Unix time in milliseconds, 12 bits that count within one, the rest random.
 * Each id of this process is greater than the previous one, so the tasks of a batch are listed in the order they were
 * sent. The ids are unique, not secret, so they need no {@code SecureRandom} each, which would cost as much as deciding
 * a command. A new id has no history: docs/adr/0035. Thread-safe.
 */
public final class TimeOrderedIds {

    private static final long VERSION_7 = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final int COUNTER_BITS = 12;
    private static final int COUNTER = (1 << COUNTER_BITS) - 1;

    /** Time and counter of the last id. A counter that overflows borrows from the time (RFC 9562, section 6.2). */
    private static final AtomicLong LAST = new AtomicLong();

    /** Makes the ids of two processes differ, even if their generators had the same seed. */
    private static final long PROCESS = new SecureRandom().nextLong();

    private TimeOrderedIds() {}

    /** A new id, greater than all earlier ones. */
    public static UUID next() {
        var random = ThreadLocalRandom.current();
        long now = System.currentTimeMillis() << COUNTER_BITS | random.nextInt(1 << (COUNTER_BITS - 1));
        long stamp = LAST.updateAndGet(last -> Math.max(last + 1, now));
        return new UUID(
                stamp >>> COUNTER_BITS << 16 | VERSION_7 | stamp & COUNTER,
                VARIANT | (random.nextLong() ^ PROCESS) >>> 2);
    }
}
