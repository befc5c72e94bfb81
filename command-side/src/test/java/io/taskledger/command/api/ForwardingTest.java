package io.taskledger.command.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskledger.command.SharedServers;
import io.taskledger.command.api.CommandNode.Answer;
import io.taskledger.command.execution.CommandGate;
import io.taskledger.command.forward.Forwarding;
import io.taskledger.command.relay.Relay;
import io.taskledger.contract.commit.Lanes;
import io.taskledger.embedded.issuer.EmbeddedIssuer;
import io.taskledger.node.kafka.EventTopic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two nodes of one ledger: each command is carried out once, by the node that holds its lane if that node is there. */
class ForwardingTest {

    private static final Lanes LANES = new Lanes(CommandNode.LANES);
    private static final String NAME = "forwarding-" + UUID.randomUUID();
    private static final String TASK = "{\"title\":\"Water the plants\"}";
    private static final String SLOWLY = "--taskledger.rate-limit.commands.per-minute=1";
    private static final String BURST = "--taskledger.rate-limit.commands.burst=1000";
    private static final String KEY = "Idempotency-Key";

    private static EmbeddedIssuer issuer;
    private static CommandNode one;
    private static CommandNode two;

    @BeforeAll
    static void start() throws IOException {
        issuer = EmbeddedIssuer.start();
        one = new CommandNode(NAME, issuer, SLOWLY, BURST);
        two = new CommandNode(NAME, issuer, SLOWLY, BURST);
    }

    @AfterAll
    static void stop() {
        two.close();
        one.close();
        issuer.close();
    }

    /** Each knows what the other one holds, and has forgotten that it was away. */
    @BeforeEach
    void lanes_are_shared() {
        await().until(() -> lanes().allMatch(lane -> one.holds(lane) != two.holds(lane)));
        await().until(() -> lanes().filter(two::holds).allMatch(lane -> forwards(one, lane, two.origin())));
        await().until(() -> lanes().filter(one::holds).allMatch(lane -> forwards(two, lane, one.origin())));
    }

    private static boolean forwards(CommandNode node, int lane, String to) {
        var holder = node.bean(Forwarding.class).holder(owner(each -> each == lane));
        return holder != null && holder.toString().equals(to);
    }

    private static Stream<Integer> lanes() {
        return Stream.iterate(0, lane -> lane + 1).limit(LANES.count());
    }

    /** A new owner in such a lane. */
    private static String owner(IntPredicate lane) {
        return Stream.generate(() -> "user-" + UUID.randomUUID())
                .filter(id -> lane.test(LANES.of(id)))
                .findFirst()
                .orElseThrow();
    }

    private static String token(String owner) {
        return issuer.token(owner, "user");
    }

    private static long tasks(String owner) {
        return SharedServers.mongoClient()
                .getDatabase(NAME)
                .getCollection("commits")
                .countDocuments(new Document("owner", owner));
    }

    @Test
    void each_answer_is_the_same_at_both_nodes() {
        var token = token(owner(two::holds));
        var created = one.send(token, "POST", "/api/tasks", TASK, KEY, "create");
        var path = created.header("Location");
        var requests = List.of(
                List.of("POST", "/api/tasks", TASK, KEY, "create"),
                List.of("POST", path + "/start", "", KEY, "start", "If-Match", "\"1\""),
                List.of("PATCH", path, "{\"title\":\"Ümlaut\"}", KEY, "edit", "If-Match", "\"1\", \"2\""),
                List.of("POST", "/api/tasks/batch", batch(path), KEY, "batch"),
                List.of("PUT", "/api/users/me", "{\"displayName\":\"A\",\"timeZone\":\"UTC\"}", KEY, "profile"),
                List.of("POST", "/api/tasks", "{\"title\":\"Another\"}", KEY, "create"),
                List.of("POST", path + "/start", "", "If-Match", "\"99\""),
                List.of("POST", path + "/start", "", "If-Match", "nonsense"),
                List.of("POST", "/api/tasks/" + UUID.randomUUID() + "/start", ""),
                List.of("PUT", "/api/users/somebody-else", "{\"displayName\":\"A\",\"timeZone\":\"UTC\"}"),
                List.of("POST", "/api/tasks", "{\"title\":"),
                List.of("POST", "/api/tasks", "{\"title\":\"\"}"),
                List.of("POST", "/api/tasks", TASK, "Content-Type", "text/plain"),
                List.of("DELETE", "/api/tasks", ""),
                List.of("POST", "/api/none", TASK, KEY, "a b"));

        for (var request : requests) {
            double before = one.forwarded("answered");
            var there = answer(one, token, request);
            assertThat(one.forwarded("answered")).as("%s", request).isEqualTo(before + 1);
            assertThat(there).as("%s", request).isEqualTo(answer(two, token, request));
        }
        assertThat(created.status()).isEqualTo(201);
        assertThat(two.forwarded("answered")).isZero();
    }

    private static String batch(String path) {
        var id = path.substring(path.lastIndexOf('/') + 1);
        return "{\"commands\":[{\"command\":\"complete\",\"id\":\"" + id + "\"}]}";
    }

    /** All that a client sees, but for what differs each time, and for how the body is framed. */
    private static Map<String, String> answer(CommandNode node, String token, List<String> request) {
        var answer = node.send(
                token,
                request.getFirst(),
                request.get(1),
                request.get(2),
                request.subList(3, request.size()).toArray(String[]::new));
        var all = new TreeMap<String, String>();
        answer.response().headers().map().forEach((name, lines) -> all.put(name, String.join("|", lines)));
        List.of("date", "x-correlation-id", "ratelimit", "content-length", "transfer-encoding")
                .forEach(all::remove);
        all.put("", answer.status() + " " + answer.response().body());
        return all;
    }

    @Test
    void a_request_that_says_it_was_forwarded_is_not_forwarded() {
        var owner = owner(two::holds);
        double before = one.forwarded("answered");

        var answer = one.send(token(owner), "POST", "/api/tasks", TASK, Forwarding.HEADER, "a client");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(one.forwarded("answered")).isEqualTo(before);
        assertThat(two.send(token(owner), "POST", answer.header("Location") + "/start", "")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void a_command_is_counted_once_at_the_node_that_its_client_has_chosen() {
        var token = token(owner(two::holds));

        assertThat(one.send(token, "POST", "/api/tasks", TASK).header("RateLimit"))
                .startsWith("\"commands\";r=999;");
        assertThat(two.send(token, "POST", "/api/tasks", TASK).header("RateLimit"))
                .startsWith("\"commands\";r=999;");
        assertThat(two.send(token, "POST", "/api/tasks", TASK, Forwarding.HEADER, "a client")
                        .header("RateLimit"))
                .startsWith("\"commands\";r=998;");
        assertThat(two.send(
                                token,
                                "POST",
                                "/api/tasks",
                                TASK,
                                Forwarding.HEADER,
                                one.bean(Relay.class).memberId())
                        .header("RateLimit"))
                .isEqualTo("none");
    }

    @Test
    void the_caller_is_authenticated_again() {
        var peer = one.bean(Relay.class).memberId();
        var path = "/api/users/" + owner(two::holds);
        var body = "{\"displayName\":\"A\",\"timeZone\":\"UTC\"}";

        assertThat(two.send(token("mallory"), "PUT", path, body, Forwarding.HEADER, peer)
                        .problem())
                .isEqualTo("403 forbidden");
        assertThat(two.send("nonsense", "PUT", path, body, Forwarding.HEADER, peer)
                        .problem())
                .isEqualTo("401 unauthorized");
    }

    @Test
    void a_node_that_refuses_all_commands_leaves_them_to_the_others() {
        var token = token(owner(two::holds));
        two.bean(CommandGate.class).stop();
        try {
            assertThat(two.send(token, "POST", "/api/tasks", TASK).problem()).isEqualTo("503 not-carried-out");
            assertThat(one.send(token, "POST", "/api/tasks", TASK).status()).isEqualTo(201);
        } finally {
            two.bean(CommandGate.class).start();
        }
    }

    @Test
    void whatever_happens_to_the_other_node_a_command_is_carried_out_once() throws Exception {
        try (var other =
                new ScriptedNode(new EventTopic(SharedServers.kafka().bootstrapServers(), NAME, LANES), NAME)) {
            await().until(() -> !other.lanes().isEmpty()
                    && other.lanes().stream().allMatch(lane -> forwards(one, lane, other.origin())));
            it_gets_what_the_client_sent_and_no_more(other);
            it_dies_after_it_was_asked(other);
            it_dies_and_the_first_node_refuses_the_command(other);
            it_carries_out_and_dies(other);
            it_refuses_an_expired_token(other);
            it_sends_elsewhere(other);
            it_is_something_else(other);
            it_ends(other);
            other.die();
            it_is_dead(other);
        }
    }

    private static String ownerOf(ScriptedNode other) {
        return owner(other.lanes()::contains);
    }

    private void it_gets_what_the_client_sent_and_no_more(ScriptedNode other) {
        other.plays(request -> ScriptedNode.answer(request, 200, "ETag: \"7\"\r\nServer: x\r\n", "{\"a\":\"ü\"}"));
        var token = token(ownerOf(other));

        var answer = one.send(
                token,
                "PATCH",
                "/api/tasks/1?x=%20",
                "{\"title\":\"ü\"}",
                KEY,
                "k",
                "If-Match",
                "\"1\"",
                "Cookie",
                "secret=1",
                "X-Correlation-Id",
                "mine");

        assertThat(answer.response().body()).isEqualTo("{\"a\":\"ü\"}");
        assertThat(answer.header("ETag")).isEqualTo("\"7\"");
        assertThat(answer.header("Server")).isEqualTo("none");
        assertThat(answer.header("X-Correlation-Id")).isEqualTo("mine");
        assertThat(other.received()).hasSize(1);
        var got = other.received().getFirst();
        assertThat(got.line()).isEqualTo("PATCH /api/tasks/1?x=%20 HTTP/1.1");
        assertThat(got.body()).asString(StandardCharsets.UTF_8).isEqualTo("{\"title\":\"ü\"}");
        assertThat(got.headers())
                .containsEntry("authorization", "Bearer " + token)
                .containsEntry("idempotency-key", "k")
                .containsEntry("if-match", "\"1\"")
                .containsEntry("content-type", "application/json")
                .containsEntry("x-correlation-id", "mine")
                .containsEntry(Forwarding.HEADER, one.bean(Relay.class).memberId())
                .doesNotContainKeys("cookie", "accept-encoding");
    }

    private void it_dies_after_it_was_asked(ScriptedNode other) {
        other.plays(request -> "");
        var owner = ownerOf(other);

        assertThat(create(owner).problem()).isEqualTo("504 outcome-unknown");
        assertThat(tasks(owner)).isZero();
        assertThat(create(owner, KEY, "k").status()).isEqualTo(201);
        assertThat(tasks(owner)).isEqualTo(1);
        assertThat(other.received()).hasSize(2);
    }

    /** The first node did not carry it out, but the other one may have. */
    private void it_dies_and_the_first_node_refuses_the_command(ScriptedNode other) {
        other.plays(request -> "");
        var start = "/api/tasks/" + UUID.randomUUID() + "/start"; // there is no such task yet
        assertThat(one.send(token(ownerOf(other)), "POST", start, "", KEY, "k").problem())
                .isEqualTo("504 outcome-unknown");
        one.bean(CommandGate.class).stop();
        try {
            assertThat(create(ownerOf(other), KEY, "k").problem()).isEqualTo("504 outcome-unknown");
        } finally {
            one.bean(CommandGate.class).start();
        }
    }

    private void it_carries_out_and_dies(ScriptedNode other) {
        var owner = ownerOf(other);
        other.plays(request -> {
            two.send(token(owner), "POST", "/api/tasks", TASK, Forwarding.HEADER, "x", KEY, "k");
            return "";
        });

        var answer = create(owner, KEY, "k");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(tasks(owner)).isEqualTo(1);
        other.plays(request -> "");
        assertThat(create(owner, KEY, "k").response().body())
                .isEqualTo(answer.response().body());
        assertThat(tasks(owner)).isEqualTo(1);
    }

    private void it_refuses_an_expired_token(ScriptedNode other) {
        var owner = ownerOf(other);
        var expired = issuer.issuer().token(owner, "user", Duration.ofMinutes(-2));
        other.plays(request -> {
            var refusal = two.send(expired, "POST", "/api/tasks", TASK, Forwarding.HEADER, "x");
            return ScriptedNode.answer(
                    request,
                    refusal.status(),
                    "Content-Type: application/problem+json\r\nWWW-Authenticate: " + refusal.header("WWW-Authenticate")
                            + "\r\n",
                    refusal.response().body());
        });

        var answer = create(owner, KEY, "k");

        assertThat(answer.problem()).isEqualTo("401 unauthorized");
        assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
        assertThat(tasks(owner)).isZero();
    }

    /** Such an answer comes from no node, so nobody knows what has happened. */
    private void it_sends_elsewhere(ScriptedNode other) {
        other.plays(request -> "HTTP/1.1 307 Go\r\nLocation: " + two.origin()
                + "/api/tasks\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        var owner = ownerOf(other);

        assertThat(create(owner).problem()).isEqualTo("504 outcome-unknown");
        assertThat(other.received()).hasSize(1);
        assertThat(tasks(owner)).isZero();
    }

    private void it_is_something_else(ScriptedNode other) {
        other.plays(request -> "HTTP/1.1 404 None\r\nContent-Length: 2\r\nConnection: close\r\n\r\nno");
        var owner = ownerOf(other);

        assertThat(create(owner).problem()).isEqualTo("504 outcome-unknown");
        assertThat(create(owner, KEY, "k").status()).isEqualTo(201);
    }

    /** Like Tomcat while it shuts down. */
    private void it_ends(ScriptedNode other) {
        other.plays(request -> "HTTP/1.1 503 \r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        var owner = ownerOf(other);

        assertThat(create(owner).status()).isEqualTo(201);
        assertThat(tasks(owner)).isEqualTo(1);
    }

    private void it_is_dead(ScriptedNode other) {
        var owner = ownerOf(other);

        assertThat(create(owner).status()).isEqualTo(201);
        assertThat(create(owner).status()).isEqualTo(201);
        assertThat(tasks(owner)).isEqualTo(2);
    }

    private static Answer create(String owner, String... headers) {
        return one.send(token(owner), "POST", "/api/tasks", TASK, headers);
    }
}
