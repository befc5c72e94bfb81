package io.taskledger.contract.profile;

/**
 * Sets the owner's profile; the first one creates it.
 *
 * @param timeZone an IANA zone name
 */
public record UpdateProfile(String owner, String displayName, String timeZone) {}
