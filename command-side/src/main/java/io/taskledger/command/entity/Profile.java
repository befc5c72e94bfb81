package io.taskledger.command.entity;

import static io.taskledger.command.decision.Decision.accept;
import static io.taskledger.command.decision.Decision.reject;

import io.taskledger.command.decision.Decision;
import io.taskledger.command.decision.RejectionCode;
import io.taskledger.command.decision.Texts;
import io.taskledger.contract.Limits;
import io.taskledger.contract.command.UpdateProfile;
import io.taskledger.contract.event.ProfileUpdated;
import io.taskledger.contract.profile.ProfileView;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The state of an existing profile.
 *
 * @param version the number of its events
 */
public record Profile(ProfileUpdated values, long version, Instant createdAt, Instant updatedAt)
        implements EntityState {

    private static final Set<String> TIME_ZONES = Set.copyOf(ZoneId.getAvailableZoneIds());

    /**
     * The state of a profile, or null if there is none.
     *
     * @throws IllegalStateException if it is the state of something else
     */
    public static @Nullable Profile of(@Nullable EntityState state) {
        return switch (state) {
            case null -> null;
            case Profile profile -> profile;
            case Task _ -> throw new IllegalStateException("A task in the stream of a profile");
        };
    }

    /** @param profile null if it does not exist */
    public static Decision<ProfileUpdated> decide(@Nullable Profile profile, UpdateProfile command) {
        if (!command.precondition().isMetBy(profile == null ? null : profile.version)) {
            return reject(
                    RejectionCode.VERSION_MISMATCH,
                    profile == null
                            ? "The profile does not exist yet"
                            : "The profile has " + command.precondition().mismatch(profile.version));
        }
        var values = new ProfileUpdated(command.displayName().strip(), command.timeZone());
        var texts = new Texts();
        texts.line("displayName", values.displayName(), 1, Limits.MAX_DISPLAY_NAME);
        if (!TIME_ZONES.contains(values.timeZone())) {
            texts.wrong("timeZone", "must be the name of an IANA time zone, such as Europe/Berlin");
        }
        if (!texts.found().isEmpty()) {
            return Decision.invalid(texts.found());
        }
        return profile != null && profile.values.equals(values) ? accept() : accept(values);
    }

    /** The state after one more event. */
    public static Profile evolve(@Nullable Profile profile, ProfileUpdated event, Instant time) {
        return profile == null
                ? new Profile(event, 1, time, time)
                : new Profile(event, profile.version + 1, profile.createdAt, time);
    }

    /** The profile as responses show it. */
    public ProfileView view(String owner) {
        return new ProfileView(owner, version, values.displayName(), values.timeZone(), createdAt, updatedAt);
    }
}
