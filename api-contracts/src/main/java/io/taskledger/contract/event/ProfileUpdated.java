package io.taskledger.contract.event;

/**
 * The owner's profile now has these values.
 *
 * @param timeZone an IANA zone name
 */
public record ProfileUpdated(String displayName, String timeZone) implements Event {}
