package io.taskledger.query.projection;

/** What a consumer thread keeps of a lane between batches. Used by that thread only. */
final class HeldLane {

    private final AppliedLane progress;
    private final Parked parked;
    private Checkpoint checkpoint;

    HeldLane(AppliedLane progress, Parked parked, Checkpoint checkpoint) {
        this.progress = progress;
        this.parked = parked;
        this.checkpoint = checkpoint;
    }

    AppliedLane progress() {
        return progress;
    }

    Parked parked() {
        return parked;
    }

    Checkpoint checkpoint() {
        return checkpoint;
    }

    boolean isHalted() {
        return progress.state().halted() != null;
    }

    void applied(Checkpoint to) {
        checkpoint = to;
        progress.advance(to);
    }
}
