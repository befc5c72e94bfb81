package io.taskledger.contract.command;

import io.taskledger.contract.commit.StreamRef;

/**
 * Sets the owner's profile; the first update creates it.
 *
 * @param timeZone an IANA zone name
 * @param precondition what the profile must be like, otherwise the command is rejected
 */
public record UpdateProfile(String owner, String displayName, String timeZone, Precondition precondition)
        implements EntityCommand {

    /** An update without a precondition. */
    public UpdateProfile(String owner, String displayName, String timeZone) {
        this(owner, displayName, timeZone, Precondition.none());
    }

    @Override
    public StreamRef stream() {
        return StreamRef.profile(owner);
    }
}
