package io.taskledger.contract.profile;

import io.taskledger.contract.event.Event;

/**
 * The owner's profile now has these values.
 *
 * @param timeZone an IANA zone name
 */
public record ProfileUpdated(String displayName, String timeZone) implements Event {}
