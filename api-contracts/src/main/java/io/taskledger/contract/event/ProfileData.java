package io.taskledger.contract.event;

import io.taskledger.contract.commit.CanonicalJson;
import io.taskledger.contract.commit.JsonFields;

/** The stored form of profile events. */
final class ProfileData {

    private ProfileData() {}

    static void write(CanonicalJson json, ProfileUpdated event) {
        json.object(Personal.KEY).object(Personal.CLEAR);
        json.text("displayName", event.displayName());
        json.endObject().endObject();
        json.text("timeZone", event.timeZone());
    }

    static ProfileUpdated read(JsonFields data) {
        return new ProfileUpdated(Personal.of(data).text("displayName"), data.text("timeZone"));
    }
}
