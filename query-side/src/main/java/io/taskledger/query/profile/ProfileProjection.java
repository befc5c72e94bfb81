package io.taskledger.query.profile;

import io.taskledger.contract.commit.StreamId;
import io.taskledger.contract.event.ProfileUpdated;
import io.taskledger.contract.profile.ProfileView;
import io.taskledger.query.fold.EventInCommit;
import io.taskledger.query.fold.ImpossibleEventException;
import io.taskledger.query.fold.StreamKind;
import io.taskledger.query.fold.StreamProjection;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** One document per owner with a profile, {@code _id} is the owner. */
public final class ProfileProjection implements StreamProjection<ProfileUpdated, ProfileView> {

    /** The only one. */
    public static final ProfileProjection PROFILES = new ProfileProjection();

    private ProfileProjection() {}

    @Override
    public String collection() {
        return "profiles";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public List<Bson> indexes() {
        return List.of();
    }

    @Override
    public StreamKind kind() {
        return StreamKind.of(StreamId.PROFILE);
    }

    @Override
    public Class<ProfileUpdated> events() {
        return ProfileUpdated.class;
    }

    @Override
    public String id(String owner, StreamId stream) {
        return owner;
    }

    @Override
    public ProfileView fold(@Nullable ProfileView before, ProfileUpdated event, EventInCommit where) {
        if (where.streamVersion() != (before == null ? 1 : before.version() + 1)) {
            throw new ImpossibleEventException("ProfileUpdated is not the next event of its profile");
        }
        return new ProfileView(
                where.owner(),
                where.streamVersion(),
                event.displayName(),
                event.timeZone(),
                before == null ? where.time() : before.createdAt(),
                where.time());
    }

    @Override
    public ProfileView read(Document document) {
        return new ProfileView(
                document.getString("_id"),
                document.getLong("version"),
                document.getString("displayName"),
                document.getString("timeZone"),
                document.getDate("createdAt").toInstant(),
                document.getDate("updatedAt").toInstant());
    }

    @Override
    public void write(ProfileView profile, Document document) {
        document.append("version", profile.version())
                .append("displayName", profile.displayName())
                .append("timeZone", profile.timeZone())
                .append("createdAt", Date.from(profile.createdAt()))
                .append("updatedAt", Date.from(profile.updatedAt()));
    }
}
