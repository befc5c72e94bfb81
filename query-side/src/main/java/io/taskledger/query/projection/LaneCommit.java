package io.taskledger.query.projection;

import io.taskledger.contract.commit.Commit;

/**
 * A consumed commit.
 *
 * @param offset of its record
 */
public record LaneCommit(Commit commit, long offset) {}
