package io.taskledger.standalone.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskledger.contract.ApiRequest;
import io.taskledger.contract.ApiRequests;
import io.taskledger.contract.commit.Lanes;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Every documented status is reachable. */
class ReachableStatusesTest {

    /** For unexpected failures, so it cannot be triggered; the edge's tests show it. */
    private static final int UNTHOUGHT_OF = 500;

    private static final int NOT_MODIFIED = 304;

    private static final Lanes LANES = new Lanes(16);
    private static final String ALICE = "alice";
    private static final String TASK = "{\"title\":\"a\"}";
    private static final String WHOLE_TASK =
            "{\"title\":\"a\",\"description\":\"\",\"priority\":\"none\",\"due\":null,\"tags\":[]}";
    private static final String PROFILE = "{\"displayName\":\"Alice\",\"timeZone\":\"UTC\"}";

    private final Map<String, Set<Integer>> met = new ConcurrentSkipListMap<>();
    private final BothSides sides = BothSides.start();
    private final String alice = sides.issuer().token(ALICE, "admin");

    @Test
    void every_documented_status_is_met() throws Exception {
        try (sides) {
            updateProfile();
            for (var operation : ApiRequests.documented().keySet()) {
                meetOrdinary(operation);
            }
            meetConflicts();
            meetUnknownOutcomes();
            sides.stopDatabase();
            inParallel(ApiRequests.documented().keySet().stream()
                    .<Callable<?>>map(operation -> () -> send(on(operation, UUID.randomUUID()), alice))
                    .toList());
        }
        assertThat(met).isEqualTo(documented());
    }

    private static Map<String, Set<Integer>> documented() {
        Map<String, Set<Integer>> documented = new TreeMap<>();
        ApiRequests.documented().forEach((operation, statuses) -> {
            Set<Integer> reachable = new TreeSet<>(statuses);
            reachable.remove(UNTHOUGHT_OF);
            documented.put(operation, reachable);
        });
        return documented;
    }

    private void updateProfile() {
        var nobody = sides.issuer().token("nobody", null);
        send(plain("getUser", "GET", "/api/users/nobody", ""), nobody);
        send(plain("getMe", "GET", "/api/users/me", ""), nobody);
        send(on("updateUser", UUID.randomUUID()), alice);
    }

    private void meetOrdinary(String operation) {
        var request = on(operation, operation.equals("createTask") ? UUID.randomUUID() : taskFor(operation));
        send(request, alice);
        if (ApiRequests.documented().get(operation).contains(NOT_MODIFIED)) {
            await().until(() -> send(unchanged(request), alice).statusCode() == NOT_MODIFIED);
        }
        send(on(operation, UUID.randomUUID()), alice); // no such task
        send(request, "");
        send(request, banned());
        var hasty = sides.issuer().token("hasty " + operation, BothSides.HASTY);
        send(request, hasty);
        send(request, hasty);
        send(request.withHeader("If-Match", "\"999\"", "outdated"), alice);
        send(request.withHeader("Idempotency-Key", "two words", "malformed"), alice);
        var key = UUID.randomUUID().toString();
        send(on(operation, taskFor(operation)).withHeader("Idempotency-Key", key, "first"), alice);
        send(on(operation, newTask()).withHeader("Idempotency-Key", key, "again"), alice);
        if (request.body().length > 0) {
            meetRefusalsOfBodies(request);
        } else {
            send(request.withPath(request.path() + "?nonsense=1", "unknown parameter"), alice);
        }
    }

    /** On a slow machine the read models may still change between the two. */
    private ApiRequest unchanged(ApiRequest request) {
        var tag = send(request, alice).headers().firstValue("ETag").orElseThrow();
        return request.withHeader("If-None-Match", tag, "unchanged");
    }

    private void meetRefusalsOfBodies(ApiRequest request) {
        send(request.withBody(bytes("{"), "no JSON"), alice);
        send(request.withBody(bytes("{\"nonsense\":1}"), "unknown field"), alice);
        send(request.withBody(new byte[1_100_000], "too large"), alice);
        send(request.withHeader("Content-Type", "text/plain", "another type"), alice);
    }

    private void meetConflicts() throws Exception {
        var deleted = newTask();
        send(on("deleteTask", deleted), alice);
        for (var operation : List.of("editTask", "replaceTask", "startTask", "completeTask", "reopenTask")) {
            send(on(operation, deleted), alice);
        }
        send(on("createTask", deleted), alice);
        var item = "{\"command\":\"%s\",\"id\":\"%s\"%s}";
        batch(item.formatted("create", deleted, ",\"title\":\"a\""));
        batch(item.formatted("start", UUID.randomUUID(), ""));
        batch(item.formatted("start", newTask(), ",\"ifMatch\":999"));
        for (var operation : List.of("deleteTask", "restoreTask", "updateUser", "updateMe")) {
            meetKeyInFlight(operation);
        }
    }

    private void batch(String item) {
        send(plain("batchTasks", "POST", "/api/tasks/batch", "{\"commands\":[" + item + "]}"), alice);
    }

    /** Two concurrent requests with one key, until one finds the other still in progress. */
    private void meetKeyInFlight(String operation) throws Exception {
        long end = System.nanoTime() + Duration.ofMinutes(5).toNanos();
        while (!met.get(operation).contains(409) && System.nanoTime() < end) {
            var request = on(operation, newTask())
                    .withHeader("Idempotency-Key", UUID.randomUUID().toString(), "twice at once");
            Callable<?> twice = () -> send(request, alice);
            inParallel(List.of(twice, twice, twice));
        }
    }

    /** Each in a separate lane, because an append behind a commit with an unknown outcome is not carried out. */
    private void meetUnknownOutcomes() throws Exception {
        List<Callable<?>> commands = new ArrayList<>();
        ApiRequests.documented().forEach((operation, statuses) -> {
            if (statuses.contains(504)) {
                var user = ownerIn(commands.size());
                var token = sides.issuer().token(user, null);
                var request = changing(on(operation, taskFor(operation, token)), user);
                commands.add(() -> send(request, token));
            }
        });
        sides.loseAnswers();
        inParallel(commands);
    }

    /** The same request for a task or profile that it really changes. */
    private static ApiRequest changing(ApiRequest request, String user) {
        return switch (request.operation()) {
            case "createTask" -> request.withBody(bytes(TASK), "a new task");
            case "editTask" -> request.withBody(bytes("{\"title\":\"b\"}"), "another title");
            case "replaceTask" -> request.withBody(bytes(WHOLE_TASK.replace("\"a\"", "\"b\"")), "another title");
            case "updateUser" -> request.withPath("/api/users/" + user, "the own one");
            default -> request;
        };
    }

    private static String ownerIn(int lane) {
        return IntStream.iterate(0, i -> i + 1)
                .mapToObj(i -> "user-" + i)
                .filter(owner -> LANES.of(owner) == lane)
                .findFirst()
                .orElseThrow();
    }

    private static void inParallel(List<Callable<?>> calls) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = calls.stream().map(threads::submit).toList();
            for (var call : running) {
                call.get();
            }
        }
    }

    private UUID newTask() {
        return newTask(alice);
    }

    private UUID newTask(String token) {
        var id = UUID.randomUUID();
        send(plain("createTask", "POST", "/api/tasks", "{\"id\":\"" + id + "\",\"title\":\"a\"}"), token);
        return id;
    }

    /** A task that the operation changes, because a no-op does not store its key. */
    private UUID taskFor(String operation) {
        return taskFor(operation, alice);
    }

    private UUID taskFor(String operation, String token) {
        var task = newTask(token);
        if (operation.equals("restoreTask")) {
            send(on("deleteTask", task), token);
        } else if (operation.equals("reopenTask")) {
            send(on("completeTask", task), token);
        }
        return task;
    }

    private String banned() {
        var claims = sides.issuer().issuer().claims(ALICE, null, Duration.ofMinutes(5));
        claims.put("banned", true);
        return sides.issuer().issuer().sign(claims);
    }

    /** A valid request to this operation, for this task if the operation has a task. */
    private static ApiRequest on(String operation, UUID task) {
        var path = "/api/tasks/" + task;
        return switch (operation) {
            case "createTask" -> plain(operation, "POST", "/api/tasks", "{\"id\":\"" + task + "\",\"title\":\"a\"}");
            case "batchTasks" ->
                plain(
                        operation,
                        "POST",
                        "/api/tasks/batch",
                        "{\"commands\":[{\"command\":\"start\",\"id\":\"" + task + "\"}]}");
            case "editTask" -> plain(operation, "PATCH", path, TASK);
            case "replaceTask" -> plain(operation, "PUT", path, WHOLE_TASK);
            case "deleteTask" -> plain(operation, "DELETE", path, "");
            case "startTask", "completeTask", "reopenTask", "restoreTask" ->
                plain(operation, "POST", path + "/" + operation.replace("Task", ""), "");
            case "updateUser" -> plain(operation, "PUT", "/api/users/" + ALICE, PROFILE);
            case "updateMe" -> plain(operation, "PUT", "/api/users/me", PROFILE);
            case "getMe" -> plain(operation, "GET", "/api/users/me", "");
            case "getTask" -> plain(operation, "GET", path, "");
            case "getTaskHistory" -> plain(operation, "GET", path + "/history", "");
            case "getTaskStats" -> plain(operation, "GET", "/api/tasks/stats", "");
            case "listTasks" -> plain(operation, "GET", "/api/tasks", "");
            case "getUser" -> plain(operation, "GET", "/api/users/" + ALICE, "");
            case "batchGetUsers" -> plain(operation, "POST", "/api/users/batch-get", "{\"ids\":[\"alice\"]}");
            default -> throw new AssertionError("No request to " + operation);
        };
    }

    private static ApiRequest plain(String operation, String method, String path, String body) {
        Map<String, String> headers = body.isEmpty() ? Map.of() : Map.of("Content-Type", "application/json");
        return new ApiRequest(operation, method, path, headers, bytes(body), ApiRequest.NONE);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private HttpResponse<String> send(ApiRequest request, String token) {
        var answer = sides.send(request, token);
        met.computeIfAbsent(request.operation(), unknown -> new ConcurrentSkipListSet<>())
                .add(answer.statusCode());
        return answer;
    }
}
