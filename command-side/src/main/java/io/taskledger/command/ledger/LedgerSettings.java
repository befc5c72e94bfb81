package io.taskledger.command.ledger;

import java.time.Duration;

/**
 * The bounds of a ledger. They are no settings of the node: what is here serves small and large ones.
 *
 * @param batch the most commits that go into one insert
 * @param batchBytes the most bytes that go into one insert; far below the 48 MB of MongoDB's wire protocol
 * @param queue the most appends that wait in a lane
 * @param streams how many streams a lane keeps in memory
 * @param keys how many idempotency keys a lane keeps in memory
 * @param patience how long a command waits for the store, its reads and its append together; longer than a replica set
 *     needs to elect a primary (12 seconds by default)
 */
public record LedgerSettings(int batch, int batchBytes, int queue, int streams, int keys, Duration patience) {

    /** What one node of 2 cores can use. */
    public static final LedgerSettings DEFAULT =
            new LedgerSettings(256, 8 << 20, 4096, 2_000, 10_000, Duration.ofSeconds(15));

    /** @throws IllegalArgumentException if a bound makes no sense */
    public LedgerSettings {
        require("batch", batch, 1_000);
        require("batchBytes", batchBytes, 32 << 20);
        require("queue", queue, 1_000_000);
        require("streams", streams, 1_000_000);
        require("keys", keys, 1_000_000);
        if (patience.isNegative() || patience.isZero()) {
            throw new IllegalArgumentException("The patience of a ledger must be longer than 0, not " + patience);
        }
    }

    private static void require(String name, int value, int most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException(
                    "The bound " + name + " of a ledger must be between 1 and " + most + ", not " + value);
        }
    }
}
