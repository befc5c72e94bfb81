package io.taskledger.query.projection;

import java.util.List;

/**
 * Consecutive commits of one lane that are applied in one batch, alone or together with those of other lanes.
 *
 * @param commits at least one
 * @param from the checkpoint up to which the lane is known to be applied
 * @param parked the parked events of the lane
 */
record LaneBatch(int lane, List<LaneCommit> commits, Checkpoint from, Parked parked) {}
