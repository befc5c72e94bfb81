package io.taskledger.contract.commit;

import java.util.UUID;

/** A stream of an owner. The name of a stream is unique only together with the owner. */
public record StreamRef(String owner, StreamId stream) {

    /** The stream of an owner's task. */
    public static StreamRef task(String owner, UUID task) {
        return new StreamRef(owner, StreamId.task(task));
    }

    /** The stream of an owner's profile. */
    public static StreamRef profile(String owner) {
        return new StreamRef(owner, StreamId.PROFILE);
    }

    @Override
    public String toString() {
        return stream + " of " + owner;
    }
}
