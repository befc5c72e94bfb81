package io.taskledger.query.profile;

import io.taskledger.contract.event.ProfileUpdated;
import io.taskledger.contract.profile.ProfileView;
import io.taskledger.query.event.ImpossibleEventException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Applies events to profiles. */
public final class ProfileFold {

    private ProfileFold() {}

    /**
     * The profile after the event.
     *
     * @param before null if the owner has no profile yet
     * @param version the profile's version after this event
     * @param time of the commit
     * @throws ImpossibleEventException if the event is not the next one
     */
    public static ProfileView fold(
            @Nullable ProfileView before, String owner, long version, ProfileUpdated event, Instant time) {
        if (version != (before == null ? 1 : before.version() + 1)) {
            throw new ImpossibleEventException("ProfileUpdated is not the next event of its profile");
        }
        return new ProfileView(
                owner,
                version,
                event.displayName(),
                event.timeZone(),
                before == null ? time : before.createdAt(),
                time);
    }
}
