package io.taskledger.command.axon;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.axonframework.common.IdentifierFactory;

/**
 * UUIDv7 (RFC 9562, section 5.7): 48 bits of Unix time in milliseconds, the rest random. The ids are unique, not
 * secret, so they need no {@code SecureRandom}, which would cost as much as deciding a command. Axon finds this class
 * as its {@link IdentifierFactory} by the service loader. Thread-safe.
 */
public final class TimeOrderedIds extends IdentifierFactory {

    private static final long VERSION_7 = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    /** A new id. */
    public static UUID next() {
        var random = ThreadLocalRandom.current();
        return new UUID(
                System.currentTimeMillis() << 16 | VERSION_7 | random.nextInt(1 << 12),
                VARIANT | random.nextLong() >>> 2);
    }

    @Override
    public String generateIdentifier() {
        return next().toString();
    }
}
