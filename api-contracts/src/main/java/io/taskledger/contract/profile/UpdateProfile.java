package io.taskledger.contract.profile;

import org.jspecify.annotations.Nullable;

/**
 * Sets the owner's profile; the first one creates it.
 *
 * @param timeZone an IANA zone name
 * @param ifMatch the version the profile must have for the command to be decided at all; null means any
 */
public record UpdateProfile(
        String owner,
        String displayName,
        String timeZone,
        @Nullable Long ifMatch) {

    /** The update that takes the profile in any version. */
    public UpdateProfile(String owner, String displayName, String timeZone) {
        this(owner, displayName, timeZone, null);
    }
}
