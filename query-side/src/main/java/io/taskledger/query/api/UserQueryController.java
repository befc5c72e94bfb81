package io.taskledger.query.api;

import static io.taskledger.query.profile.ProfileProjection.PROFILES;

import com.mongodb.client.model.Filters;
import io.taskledger.contract.commit.StreamId;
import io.taskledger.contract.profile.ProfileView;
import io.taskledger.edge.auth.Caller;
import io.taskledger.edge.problem.ProblemException;
import io.taskledger.edge.route.ServedBy;
import io.taskledger.edge.route.Side;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The caller's own profile. */
@ServedBy(Side.QUERY)
@RestController
final class UserQueryController {

    private final ReadModelReader reader;
    private final TaggedResponses responses;

    UserQueryController(ReadModelReader reader, TaggedResponses responses) {
        this.reader = reader;
        this.responses = responses;
    }

    /** @param accessedBy the caller's id */
    record UserRead(ProfileView user, String accessedBy) {}

    @GetMapping("/api/users/{id}")
    ResponseEntity<byte[]> user(Caller caller, HttpServletRequest request, @PathVariable String id) {
        caller.requireSelf(id);
        return me(caller, request);
    }

    /** Works for every caller, even if the id cannot be part of a path. */
    @GetMapping("/api/users/me")
    ResponseEntity<byte[]> me(Caller caller, HttpServletRequest request) {
        Parameters.of(request, Set.of());
        var document = reader.read(caller, request, PROFILES, reading -> {
            reading.requireApplied(StreamId.PROFILE);
            return reading.readModels()
                    .of(PROFILES)
                    .find(Filters.eq(caller.id()))
                    .first();
        });
        if (document == null) {
            throw new ProblemException(404, "profile-not-found", "The caller has no profile yet");
        }
        var profile = PROFILES.read(document);
        return responses.versioned(request, profile.version(), new UserRead(profile, caller.id()));
    }
}
