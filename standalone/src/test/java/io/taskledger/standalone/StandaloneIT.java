package io.taskledger.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.taskledger.edge.auth.NodePackage;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The jar that {@code ./run} runs, from outside. */
class StandaloneIT {

    @TempDir
    static Path folder;

    private static final String ORIGIN = SharedStandalone.ORIGIN;

    private static HttpClient http;
    private static ServerProcess server;

    @BeforeAll
    static void start() {
        http = HttpClient.newHttpClient();
        server = SharedStandalone.running();
    }

    @AfterAll
    static void stop() {
        http.close();
    }

    @Test
    void a_thousand_times_what_was_posted_is_read_at_once() {
        var alice = User.signIn(http, ORIGIN, "alice");
        for (int i = 0; i < 1_000; i++) {
            var title = "task " + i;
            var created = alice.post("/api/tasks", "{\"title\":\"" + title + "\"}");
            var read = alice.get("/api/tasks/" + created.json().path("id").stringValue());

            assertThat(created.status()).isEqualTo(201);
            assertThat(read.status()).as(title).isEqualTo(200);
            assertThat(read.body()).isEqualTo(created.body());
        }
    }

    @Test
    void nobody_gets_anything_of_somebody_else_whatever_they_ask_for() {
        long seed = System.nanoTime();
        var intruders = new Intruders(seed, List.of("ann", "ben", "cat", "dan"), id -> User.signIn(http, ORIGIN, id));
        assertThatCode(() -> intruders.ask(600 * Integer.getInteger("taskledger.cases.factor", 1)))
                .as("seed %s", seed)
                .doesNotThrowAnyException();
        assertThat(intruders.compared()).isGreaterThan(100);
        assertThat(server.printed()).doesNotContain(intruders.secrets());
    }

    @Test
    void the_typescript_client_drives_it() throws Exception {
        NodePackage.requireNode();
        var copy = folder.resolve("client");
        var client = copy.resolve("typescript");
        copy(Path.of("../api-contracts/typescript"), client);
        copy(Path.of("../api-contracts/src/main/resources"), copy.resolve("src/main/resources"));
        NodePackage.install(client);

        var printed = NodePackage.run(client, Map.of("TASKLEDGER_URL", ORIGIN), "npm", "test");
        assertThat(printed).contains("# fail 0", "# skipped 0");
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var relative = from.relativize(file);
                if (!relative.startsWith("node_modules")) {
                    Files.createDirectories(to.resolve(relative).getParent());
                    Files.copy(file, to.resolve(relative));
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET||",
                "GET|/history|",
                "PATCH||{\"title\":\"mine\"}",
                "PUT||{\"title\":\"mine\",\"description\":\"\",\"priority\":\"none\",\"due\":null,\"tags\":[]}",
                "DELETE||",
                "POST|/start|",
                "POST|/complete|",
                "POST|/reopen|",
                "POST|/restore|"
            })
    void a_task_of_somebody_else_answers_as_one_that_does_not_exist(String method, String action, String body) {
        var id = UUID.randomUUID().toString();
        var path = "/api/tasks/" + id + (action == null ? "" : action);
        var bob = User.signIn(http, ORIGIN, "bob");

        var absent = bob.send(method, path, body == null ? "" : body);
        User.signIn(http, ORIGIN, "alice").post("/api/tasks", "{\"id\":\"" + id + "\",\"title\":\"hers\"}");
        var foreign = bob.send(method, path, body == null ? "" : body);

        assertThat(absent.status()).isEqualTo(404);
        assertThat(foreign).isEqualTo(absent);
    }

    @Test
    void the_printed_lines_work_as_they_are() throws Exception {
        assumeThat(List.of("/usr/bin/curl", "/bin/curl", "/opt/homebrew/bin/curl"))
                .anyMatch(curl -> Files.exists(Path.of(curl)));
        var lines = folder.resolve("lines.sh");
        Files.writeString(lines, User.signIn(http, ORIGIN, "x").get("/curl.txt").body());

        var shell = new ProcessBuilder("sh", lines.toString())
                .redirectErrorStream(true)
                .start();
        var printed = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(printed.lines())
                .hasSize(4)
                .satisfiesExactly(
                        created -> assertThat(created).contains("\"status\":\"open\"", "2030-01-31T23:59:59.999Z"),
                        completed -> assertThat(completed).contains("\"status\":\"completed\""),
                        history -> assertThat(history).contains("TaskCreated", "TaskCompleted"),
                        list -> assertThat(list).startsWith("{\"tasks\":[{").contains("Buy milk"));
    }

    @Test
    void the_page_and_all_it_needs_are_served_and_run_no_foreign_script() {
        var nobody = new User(http, ORIGIN, "");

        for (var path : List.of(
                "/favicon.ico",
                "/taskledger.css",
                "/taskledger.js",
                "/openapi.yaml",
                "/swagger-ui/swagger-ui.css",
                "/swagger-ui/swagger-ui-bundle.js")) {
            assertThat(nobody.get(path).status()).as(path).isEqualTo(200);
        }
        assertThat(nobody.get("/favicon.ico").headers().get("cache-control"))
                .singleElement()
                .asString()
                .contains("max-age=");
        var page = nobody.get("/");
        assertThat(page.body()).contains("<title>Taskledger</title>");
        assertThat(page.headers().get("content-security-policy"))
                .singleElement()
                .asString()
                .contains("default-src 'none'", "script-src 'self';");
    }

    @Test
    void a_second_instance_is_refused_with_one_sentence_for_the_port_and_one_for_the_folder() throws Exception {
        var samePort = ServerProcess.standalone(folder.resolve("other"), SharedStandalone.PORT);
        var sameFolder = ServerProcess.standalone(SharedStandalone.data(), ServerProcess.freePort());

        assertThat(samePort.exitCode()).isEqualTo(1);
        assertThat(samePort.printed())
                .startsWith("Taskledger cannot start. Port " + SharedStandalone.PORT)
                .hasLineCount(1);
        assertThat(sameFolder.exitCode()).isEqualTo(1);
        assertThat(sameFolder.printed())
                .startsWith("Taskledger cannot start. Another Taskledger uses the folder")
                .hasLineCount(1);
    }
}
