package io.taskledger.contract.profile;

import org.jspecify.annotations.Nullable;

/**
 * Sets the owner's profile; the first update creates it.
 *
 * @param timeZone an IANA zone name
 * @param ifMatch the version that the profile must have, otherwise the command is rejected; null accepts any version
 */
public record UpdateProfile(
        String owner,
        String displayName,
        String timeZone,
        @Nullable Long ifMatch) {

    /** An update without a condition on the version. */
    public UpdateProfile(String owner, String displayName, String timeZone) {
        this(owner, displayName, timeZone, null);
    }
}
