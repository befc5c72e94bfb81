package io.taskledger.contract.profile;

import java.time.Instant;

/**
 * A user's profile as every response shows it.
 *
 * @param id the owner
 * @param version 1 after the first update, one more for each event; its quoted form is the ETag
 */
public record ProfileView(
        String id, long version, String displayName, String timeZone, Instant createdAt, Instant updatedAt) {}
