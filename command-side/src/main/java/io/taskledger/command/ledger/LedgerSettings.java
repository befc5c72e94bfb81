package io.taskledger.command.ledger;

import java.time.Duration;

/**
 * The bounds of a ledger.
 *
 * @param batch the most commits that go into one insert
 * @param batchBytes the most bytes that go into one insert; far below the 48 MB of MongoDB's wire protocol
 * @param queue the most appends that wait in a lane
 * @param streams how many streams a lane keeps in memory
 * @param keys how many idempotency keys a lane keeps in memory
 * @param patience how long an insert with an unknown outcome is retried before those who wait are told
 */
public record LedgerSettings(int batch, int batchBytes, int queue, int streams, int keys, Duration patience) {

    /** What one node of 2 cores can use. */
    public static final LedgerSettings DEFAULT =
            new LedgerSettings(256, 8 << 20, 4096, 2_000, 10_000, Duration.ofSeconds(20));
}
