package io.taskledger.command.api;

import static java.util.Objects.requireNonNull;

import io.taskledger.command.execution.CommandRunner;
import io.taskledger.contract.command.UpdateProfile;
import io.taskledger.contract.profile.ProfileView;
import io.taskledger.edge.auth.Caller;
import io.taskledger.edge.route.ServedBy;
import io.taskledger.edge.route.Side;
import io.taskledger.edge.web.EntityTag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The caller's own profile. */
@ServedBy(Side.COMMAND)
@RestController
final class UserCommandController {

    private static final Set<String> READ_ONLY = Set.of("id", "version", "createdAt", "updatedAt");
    private static final byte[] NO_BODY = {};

    private final Responses responses;

    UserCommandController(CommandRunner runner) {
        responses = new Responses(runner);
    }

    /** @param updatedBy the caller's id */
    record UserUpdated(ProfileView user, String updatedBy) {}

    @PutMapping(path = "/api/users/{id}", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<UserUpdated> update(
            Caller caller,
            HttpServletRequest http,
            @PathVariable String id,
            @RequestBody(required = false) byte @Nullable [] sent) {
        caller.requireSelf(id);
        return updateMe(caller, http, sent);
    }

    /** Works for every caller, even if the id cannot be part of a path. */
    @PutMapping(path = "/api/users/me", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<UserUpdated> updateMe(
            Caller caller, HttpServletRequest http, @RequestBody(required = false) byte @Nullable [] sent) {
        var body = sent == null ? NO_BODY : sent;
        var fields = Fields.of(JsonBody.object(body)).ignoring(READ_ONLY);
        fields.require("is required", "displayName", "timeZone");
        var displayName = fields.text("displayName");
        var timeZone = fields.text("timeZone");
        fields.end();
        fields.check();
        var command = new UpdateProfile(
                caller.id(), requireNonNull(displayName), requireNonNull(timeZone), Preconditions.of(http));
        var request = CommandRequests.of(caller, http, body, command);
        var accepted = responses.accepted(request);
        var profile = Responses.profile(accepted.results().getLast());
        return responses
                .begin(ResponseEntity.ok(), request, accepted)
                .eTag(EntityTag.version(profile.version()).toString())
                .body(new UserUpdated(profile, caller.id()));
    }
}
