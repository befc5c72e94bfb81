package io.taskledger.query.projection;

/** What a consumer thread keeps about a lane between batches. Used only by that thread, unless stated otherwise. */
final class HeldLane {

    private final AppliedLane progress;
    private final Parked parked;
    private Checkpoint checkpoint;
    private volatile Checkpoint stored;
    private volatile boolean gone;

    HeldLane(AppliedLane progress, Parked parked, Checkpoint checkpoint) {
        this.progress = progress;
        this.parked = parked;
        this.checkpoint = checkpoint;
        this.stored = checkpoint;
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

    /** The documents are written up to here. */
    void applied(Checkpoint to) {
        checkpoint = to;
        progress.advance(to);
    }

    /** The checkpoint is written up to here, too. */
    void stored(Checkpoint to) {
        stored = to;
    }

    /** The last stored checkpoint that this node knows. For any thread. */
    Checkpoint stored() {
        return stored;
    }

    /** MongoDB no longer has that checkpoint. For any thread. */
    void lose() {
        gone = true;
        progress.lose();
    }

    boolean isGone() {
        return gone;
    }
}
