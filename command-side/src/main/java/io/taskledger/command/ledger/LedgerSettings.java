package io.taskledger.command.ledger;

import java.time.Duration;

/**
 * The limits of a ledger. They are not settings, because the defaults suit small and large nodes.
 *
 * @param batch the maximum number of commits in one insert
 * @param batchBytes the maximum number of bytes in one insert; far below the 48 MB of MongoDB's wire protocol
 * @param queue the maximum number of waiting appends in a lane
 * @param streams the number of streams that a lane keeps in memory
 * @param keys the number of idempotency keys that a lane keeps in memory
 * @param timeout how long a command waits for MongoDB, for its reads and its append together; longer than a replica set
 *     needs to elect a primary (12 seconds by default)
 */
public record LedgerSettings(int batch, int batchBytes, int queue, int streams, int keys, Duration timeout) {

    /** Suitable for a node with 2 cores and for larger ones. */
    public static final LedgerSettings DEFAULT =
            new LedgerSettings(256, 8 << 20, 4096, 2_000, 10_000, Duration.ofSeconds(15));

    /** @throws IllegalArgumentException if a limit is invalid */
    public LedgerSettings {
        require("batch", batch, 1_000);
        require("batchBytes", batchBytes, 32 << 20);
        require("queue", queue, 1_000_000);
        require("streams", streams, 1_000_000);
        require("keys", keys, 1_000_000);
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("The timeout of a ledger must be longer than 0, not " + timeout);
        }
    }

    private static void require(String name, int value, int most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException(
                    "The limit " + name + " of a ledger must be between 1 and " + most + ", not " + value);
        }
    }
}
