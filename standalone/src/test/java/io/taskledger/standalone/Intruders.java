package io.taskledger.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.standalone.User.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Users who send all requests with every known id, token, cursor and key. The data of each user contains a secret, so a
 * response with another user's secret is a leak. And for a task of another user, the response must be the same as for a
 * task that does not exist.
 */
final class Intruders {

    private static final List<String> ACTIONS = List.of("start", "complete", "reopen", "restore", "fly");
    private static final List<String> QUERIES = List.of(
            "",
            "?q=secret",
            "?tag=secret",
            "?deleted=any",
            "?sort=-due&limit=3",
            "?overdue=false&status=open",
            "?limit=2");

    private final Random random;
    private final List<Intruder> everybody;
    private final List<String> tasks = new ArrayList<>();
    private final List<String> cursors = new ArrayList<>();
    private final List<String> consistencyTokens = new ArrayList<>();
    private final List<String> keys = new ArrayList<>();
    private int compared;

    private record Intruder(String id, User user, String secret) {}

    Intruders(long seed, List<String> ids, Function<String, User> signIn) {
        random = new Random(seed);
        everybody = ids.stream()
                .map(id -> new Intruder(
                        id,
                        signIn.apply(id),
                        "secret" + UUID.randomUUID().toString().replace("-", "")))
                .toList();
        for (var intruder : everybody) {
            intruder.user.send(
                    "PUT",
                    "/api/users/" + intruder.id,
                    "{\"displayName\":\"%s\",\"timeZone\":\"UTC\"}".formatted(intruder.secret));
            for (int i = 0; i < 5; i++) {
                create(intruder, UUID.randomUUID().toString());
            }
        }
    }

    /**
     * The number of requests for a task of another user that were compared with the same request for a task that does
     * not exist.
     */
    int compared() {
        return compared;
    }

    /** Texts that must not be in a log: user texts, tokens and e-mail addresses. */
    List<String> secrets() {
        return everybody.stream()
                .flatMap(intruder -> Stream.of(intruder.secret, intruder.user.token(), intruder.id + "@example.com"))
                .toList();
    }

    /** Sends this many random requests and checks every response. */
    void ask(int requests) {
        for (int i = 0; i < requests; i++) {
            var intruder = any(everybody);
            switch (random.nextInt(8)) {
                case 0 ->
                    create(
                            intruder,
                            random.nextInt(4) == 0
                                    ? any(tasks)
                                    : UUID.randomUUID().toString());
                case 1 -> list(intruder);
                case 2 -> users(intruder);
                case 3 -> batch(intruder);
                default -> task(intruder);
            }
        }
    }

    private void create(Intruder intruder, String id) {
        String key = random.nextInt(3) == 0 && !keys.isEmpty()
                ? any(keys)
                : UUID.randomUUID().toString();
        keys.add(key);
        var answer = look(
                intruder,
                "POST",
                "/api/tasks",
                "{\"id\":\"%s\",\"title\":\"%s\",\"description\":\"%s words\",\"tags\":[\"%s\"]}"
                        .formatted(id, intruder.secret, intruder.secret, intruder.secret),
                "Idempotency-Key",
                key);
        if (answer.status() == 201) {
            tasks.add(id);
        }
    }

    private void list(Intruder intruder) {
        var query = any(QUERIES);
        if (random.nextInt(3) == 0 && !cursors.isEmpty()) {
            query += (query.isEmpty() ? "?cursor=" : "&cursor=") + any(cursors);
        }
        String path = random.nextInt(5) == 0 ? "/api/tasks/stats" : "/api/tasks" + query;
        var answer = look(intruder, "GET", path, "", consistency());
        if (answer.status() == 200 && answer.json().path("next").isString()) {
            cursors.add(answer.json().path("next").stringValue());
        }
    }

    private void users(Intruder intruder) {
        var other = any(everybody);
        switch (random.nextInt(3)) {
            case 0 -> look(intruder, "GET", "/api/users/" + other.id, "");
            case 1 ->
                look(
                        intruder,
                        "PUT",
                        "/api/users/" + other.id,
                        "{\"displayName\":\"%s\",\"timeZone\":\"UTC\"}".formatted(intruder.secret));
            default ->
                assertThat(look(intruder, "POST", "/api/users/batch-get", "{\"ids\":[\"%s\"]}".formatted(other.id))
                                .status())
                        .isEqualTo(403);
        }
    }

    private void batch(Intruder intruder) {
        look(
                intruder,
                "POST",
                "/api/tasks/batch",
                "{\"commands\":[{\"command\":\"create\",\"title\":\"%s\"},{\"command\":\"complete\",\"id\":\"%s\"}]}"
                        .formatted(intruder.secret, any(tasks)));
    }

    /** The same request for a known task, perhaps of another user, and for a task that does not exist. */
    private void task(Intruder intruder) {
        var known = any(tasks);
        var guessed = UUID.randomUUID().toString();
        boolean own = look(intruder, "GET", "/api/tasks/" + known, "").status() == 200;
        var method = any(List.of("GET", "GET", "PATCH", "PUT", "DELETE", "POST"));
        String suffix = switch (method) {
            case "GET" -> any(List.of("", "/history", "/history?limit=1"));
            case "POST" -> "/" + any(ACTIONS);
            default -> "";
        };
        String body = method.equals("PATCH") ? "{\"title\":\"%s\"}".formatted(intruder.secret) : "";
        String[] headers = random.nextBoolean() ? new String[] {"If-Match", "\"1\""} : consistency();
        var theirs = look(intruder, method, "/api/tasks/" + known + suffix, body, headers);
        if (own) {
            return;
        }
        var nobodys = look(intruder, method, "/api/tasks/" + guessed + suffix, body, headers);
        assertThat(theirs.status()).as("%s %s", method, suffix).isEqualTo(nobodys.status());
        assertThat(theirs.body().replace(known, guessed)).isEqualTo(nobodys.body());
        assertThat(theirs.headers()).isEqualTo(nobodys.headers());
        compared++;
    }

    private String[] consistency() {
        return consistencyTokens.isEmpty() || random.nextInt(3) > 0
                ? new String[] {}
                : new String[] {"Consistency-Token", any(consistencyTokens), "Prefer", "wait=0"};
    }

    private Answer look(Intruder intruder, String method, String path, String body, String... headers) {
        var answer = intruder.user.send(method, path, body, headers);
        var token = answer.headers().get("consistency-token");
        if (token != null) {
            consistencyTokens.addAll(token);
        }
        var all = answer.headers() + answer.body();
        for (var other : everybody) {
            if (!other.equals(intruder)) {
                assertThat(all).as("%s %s by %s", method, path, intruder.id).doesNotContain(other.secret);
            }
        }
        assertThat(answer.status())
                .as("%s %s: %s", method, path, answer.body())
                .matches(status -> status < 500 || status == 503, "is no fault of the server");
        return answer;
    }

    private <T> T any(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }
}
