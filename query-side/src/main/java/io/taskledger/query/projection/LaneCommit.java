package io.taskledger.query.projection;

import io.taskledger.contract.commit.Commit;

/**
 * A commit as it was consumed.
 *
 * @param offset of the record that carried it
 */
public record LaneCommit(Commit commit, long offset) {}
