package io.taskledger.query.api;

import static io.taskledger.query.profile.ProfileProjection.PROFILES;

import com.mongodb.client.model.Filters;
import io.taskledger.contract.Limits;
import io.taskledger.contract.profile.ProfileView;
import io.taskledger.edge.auth.Caller;
import io.taskledger.edge.problem.ProblemException;
import io.taskledger.edge.problem.Violation;
import io.taskledger.edge.route.ServedBy;
import io.taskledger.edge.route.Side;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Profiles of other users, for administrators: the only query that reads data of other owners. */
@ServedBy(Side.QUERY)
@RestController
final class UsersController {

    private static final String ROLE = "admin";
    private static final int MAX_ID_LENGTH = 255;

    private final ReadModelReader reader;

    UsersController(ReadModelReader reader) {
        this.reader = reader;
    }

    /**
     * @param users in the order of the request
     * @param missing the ids without a profile
     * @param accessedBy the caller's id
     */
    record UsersRead(Collection<ProfileView> users, List<String> missing, String accessedBy) {}

    @PostMapping(path = "/api/users/batch-get", consumes = MediaType.APPLICATION_JSON_VALUE)
    UsersRead users(Caller caller, @RequestBody JsonNode body) {
        caller.requireRole(ROLE);
        var ids = ids(body);
        Map<String, ProfileView> found = new HashMap<>();
        reader.readAny(
                        PROFILES,
                        readModels -> readModels
                                .of(PROFILES)
                                .find(Filters.in("_id", ids))
                                .into(new ArrayList<>()))
                .forEach(document -> found.put(document.getString("_id"), PROFILES.read(document)));
        return new UsersRead(
                ids.stream().filter(found::containsKey).map(found::get).toList(),
                ids.stream().filter(id -> !found.containsKey(id)).toList(),
                caller.id());
    }

    private static Set<String> ids(JsonNode body) {
        if (!body.isObject()) {
            throw new ProblemException(400, "malformed-json", "The body must be a JSON object");
        }
        List<Violation> wrong = new ArrayList<>();
        body.propertyNames().stream()
                .filter(name -> !name.equals("ids"))
                .forEach(name -> wrong.add(new Violation(name, "is not a field of this request")));
        var given = body.path("ids");
        Set<String> ids = new LinkedHashSet<>();
        given.values().stream().filter(JsonNode::isString).forEach(id -> ids.add(id.stringValue()));
        if (!given.isArray() || given.isEmpty() || given.size() > Limits.MAX_PROFILES) {
            wrong.add(new Violation("ids", "must be a list of 1 to " + Limits.MAX_PROFILES + " ids"));
        } else if (!given.valueStream().allMatch(JsonNode::isString)
                || ids.stream().anyMatch(id -> id.isEmpty() || id.codePointCount(0, id.length()) > MAX_ID_LENGTH)) {
            wrong.add(new Violation("ids", "must contain texts of 1 to " + MAX_ID_LENGTH + " characters"));
        }
        if (!wrong.isEmpty()) {
            throw ProblemException.invalid(wrong);
        }
        return ids;
    }
}
