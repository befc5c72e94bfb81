package io.taskledger.query.profile;

import io.taskledger.contract.profile.ProfileView;
import java.util.Date;
import org.bson.Document;

/** A profile in MongoDB: {@code _id} is the owner. */
public final class ProfileDocument {

    private ProfileDocument() {}

    /** @param position of the last commit that changed the profile */
    public static Document write(ProfileView profile, long position) {
        return new Document("_id", profile.id())
                .append("position", position)
                .append("version", profile.version())
                .append("displayName", profile.displayName())
                .append("timeZone", profile.timeZone())
                .append("createdAt", Date.from(profile.createdAt()))
                .append("updatedAt", Date.from(profile.updatedAt()));
    }

    /** The profile of a document. */
    public static ProfileView read(Document document) {
        return new ProfileView(
                document.getString("_id"),
                document.getLong("version"),
                document.getString("displayName"),
                document.getString("timeZone"),
                document.getDate("createdAt").toInstant(),
                document.getDate("updatedAt").toInstant());
    }
}
