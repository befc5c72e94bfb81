package io.taskledger.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Acknowledged commands survive the process, however it ends. */
class KillIT {

    private static final int USERS = 8;
    private static final int BEFORE_THE_KILL = 2_000 * Integer.getInteger("taskledger.cases.factor", 1);

    private final String origin = SharedStandalone.ORIGIN;

    /** The acknowledged version of each task, by user. */
    private final Map<String, Map<String, Integer>> acknowledged = new ConcurrentHashMap<>();

    private final AtomicInteger commands = new AtomicInteger();

    @Test
    void every_acknowledged_command_is_there_exactly_once_after_a_kill_amid_a_stream_of_them() throws Exception {
        SharedStandalone.running();
        try (var http = HttpClient.newHttpClient();
                var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < USERS; i++) {
                var name = "killed-" + i;
                clients.execute(() -> createAndStartTasks(http, name));
            }
            Awaitility.await().until(() -> commands.get() >= BEFORE_THE_KILL);
            SharedStandalone.kill();
        }

        var second = SharedStandalone.running();
        try (var http = HttpClient.newHttpClient()) {
            acknowledged.forEach((name, versions) -> {
                var stored = stored(User.signIn(http, origin, name));
                assertThat(stored).as(name).containsAllEntriesOf(lastKnown(versions, stored));
                // at most the one command in progress when the process was killed
                assertThat(sum(stored) - sum(versions)).as(name).isBetween(0, 1);
            });
            // the broker's own lines only show how slow the machine is
            assertThat(second.printed().lines()).noneMatch(line -> line.matches(".* ERROR io?\\.t(askledger)?\\..*"));
        }
    }

    private void createAndStartTasks(HttpClient http, String name) {
        var user = User.signIn(http, origin, name);
        var versions = acknowledged.computeIfAbsent(name, key -> new ConcurrentHashMap<>());
        try {
            while (true) {
                var id = UUID.randomUUID().toString();
                acknowledge(versions, id, user.post("/api/tasks", "{\"id\":\"" + id + "\",\"title\":\"a task\"}"));
                acknowledge(versions, id, user.post("/api/tasks/" + id + "/start", ""));
            }
        } catch (UncheckedIOException e) {
            // the kill
        }
    }

    private void acknowledge(Map<String, Integer> versions, String id, User.Answer answer) {
        if (answer.status() != 201 && answer.status() != 200) {
            throw new AssertionError(answer.toString());
        }
        versions.put(id, answer.json().path("version").intValue());
        commands.incrementAndGet();
    }

    /** The versions of all of a user's tasks. */
    private static Map<String, Integer> stored(User user) {
        var versions = new HashMap<String, Integer>();
        List<String> ids = new ArrayList<>();
        var page = "/api/tasks?limit=100";
        while (page != null) {
            var answer = user.get(page).json();
            answer.path("tasks").forEach(task -> {
                ids.add(task.path("id").stringValue());
                versions.put(task.path("id").stringValue(), task.path("version").intValue());
            });
            var next = answer.path("next");
            page = next.isString() ? "/api/tasks?limit=100&cursor=" + next.stringValue() : null;
        }
        assertThat(ids).doesNotHaveDuplicates();
        return versions;
    }

    /** The acknowledged versions; a task that was being changed at the kill may be one version ahead. */
    private static Map<String, Integer> lastKnown(Map<String, Integer> versions, Map<String, Integer> stored) {
        var expected = new HashMap<>(versions);
        expected.replaceAll(
                (id, version) -> stored.getOrDefault(id, 0) == version + 1 ? Integer.valueOf(version + 1) : version);
        return expected;
    }

    private static int sum(Map<String, Integer> versions) {
        return versions.values().stream().mapToInt(Integer::intValue).sum();
    }
}
