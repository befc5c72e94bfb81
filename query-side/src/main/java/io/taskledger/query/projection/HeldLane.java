package io.taskledger.query.projection;

/** What a consumer thread keeps of a lane between batches. Used by that thread only, except where it says otherwise. */
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

    /** The documents say so. */
    void applied(Checkpoint to) {
        checkpoint = to;
        progress.advance(to);
    }

    /** The checkpoint beside the documents says so, too. */
    void stored(Checkpoint to) {
        stored = to;
    }

    /** What the database had at least when this was last heard. For any thread. */
    Checkpoint stored() {
        return stored;
    }

    /** The database does not have that any more. For any thread. */
    void lose() {
        gone = true;
        progress.lose();
    }

    boolean isGone() {
        return gone;
    }
}
