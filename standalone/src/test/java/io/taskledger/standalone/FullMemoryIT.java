package io.taskledger.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A small heap, filled by several users at once with the largest texts: commands are refused before reads become slow.
 */
@Tag("thorough") // fills whole heaps; MemoryGuardTest has the rules
class FullMemoryIT {

    private static final int USERS = 4;
    private static final int MAX_BATCHES = 1_000;

    @TempDir
    Path folder;

    private final int port = ServerProcess.freePort();
    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void commands_are_refused_before_reads_suffer_and_after_a_kill_too() throws Exception {
        fillKillAndStartAgain("-Xmx200m");
    }

    @Test
    void so_it_is_with_five_times_the_memory() throws Exception {
        fillKillAndStartAgain("-Xmx1g");
    }

    private void fillKillAndStartAgain(String heap) throws Exception {
        var first = ServerProcess.standalone(folder.resolve("data"), port, List.of(heap))
                .awaitPrinted("Taskledger is ready");
        var users = IntStream.range(0, USERS)
                .mapToObj(i -> User.signIn(http, "http://127.0.0.1:" + port, "user-" + i))
                .toList();

        assertThat(forEach(users, FullMemoryIT::fill)).containsOnly(507);
        assertThat(fill(users.getFirst())).isEqualTo(507); // no other commands are in progress now
        assertThat(forEach(users, FullMemoryIT::read)).containsOnly(200);
        first.kill();

        try (var second = ServerProcess.standalone(folder.resolve("data"), port, List.of(heap))
                .awaitPrinted("Taskledger is ready")) {
            assertThat(second.printed()).contains(MemoryGuard.WHEN_FULL);
            assertThat(forEach(
                            users,
                            user -> user.post("/api/tasks", "{\"title\":\"one more\"}")
                                    .status()))
                    .containsOnly(507);
            assertThat(forEach(users, FullMemoryIT::read)).containsOnly(200);
        }
    }

    /**
     * Rewrites the texts of the same tasks again and again; all of it is stored. Little of it is data that a restart
     * does not need, such as the states of many tasks.
     *
     * @return the final status
     */
    private static int fill(User user) {
        var ids = Stream.generate(UUID::randomUUID).limit(90).toList();
        int status = batch(user, "create", ids, "\"title\":\"a task\"");
        for (int i = 0; i < MAX_BATCHES && status != 507; i++) {
            status = batch(user, "edit", ids, "\"description\":\"" + (i % 10 + " longer text ").repeat(710) + "\"");
        }
        return status;
    }

    /** The status of the batch; it is sent again while a slow machine responds 503 or 504. */
    private static int batch(User user, String command, List<UUID> ids, String fields) {
        var body = ids.stream()
                .map(id -> "{\"command\":\"%s\",\"id\":\"%s\",%s}".formatted(command, id, fields))
                .collect(Collectors.joining(",", "{\"commands\":[", "]}"));
        return Awaitility.await()
                .atMost(Duration.ofMinutes(3))
                .until(() -> user.post("/api/tasks/batch", body).status(), status -> status != 503 && status != 504);
    }

    /** The worst status of reads that take the most memory; the read models may lag on a slow machine. */
    private static int read(User user) {
        return Stream.of(
                        "/api/tasks?limit=100",
                        "/api/tasks?limit=100&sort=title",
                        "/api/tasks?q=long",
                        "/api/tasks/stats")
                .mapToInt(path -> Awaitility.await()
                        .atMost(Duration.ofMinutes(2))
                        .until(() -> user.get(path).status(), status -> status != 503))
                .max()
                .orElseThrow();
    }

    /** Runs these concurrently. */
    private static List<Integer> forEach(List<User> users, ToIntFunction<User> ask) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<Integer>();
            for (var answer : threads.invokeAll(users.stream()
                    .<Callable<Integer>>map(user -> () -> ask.applyAsInt(user))
                    .toList())) {
                answers.add(answer.get());
            }
            return answers;
        }
    }
}
