package io.taskledger.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.taskledger.embedded.issuer.Issuer;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code ./run --auth URL}, from outside; with a real Better Auth server if Node is installed. */
class OtherAuthServerIT {

    @TempDir
    static Path folder;

    private static final int PORT = ServerProcess.freePort();
    private static final String ORIGIN = "http://127.0.0.1:" + PORT;

    private static HttpClient http;
    private static AuthServer auth;
    private static ServerProcess server;
    private static User.Answer whileAway;

    /** The auth server is down when Taskledger starts. */
    @BeforeAll
    static void start() throws Exception {
        http = HttpClient.newHttpClient();
        auth = AuthServer.start(null);
        var token = auth.token("early");
        auth.close();
        server = ServerProcess.standalone(
                        folder.resolve("data"), PORT, "--taskledger.standalone.auth=" + auth.origin() + "/")
                .awaitPrinted("Taskledger is ready");
        whileAway = new User(http, ORIGIN, token).get("/api/tasks");
        auth.restart();
        var anybody = new User(http, ORIGIN, auth.token("anybody"));
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() -> anybody.get("/api/tasks").status() == 200);
    }

    @AfterAll
    static void stop() throws Exception {
        http.close();
        auth.close();
        server.close();
    }

    @Test
    void it_starts_without_the_auth_server_and_cannot_check_tokens_until_that_is_there() {
        assertThat(whileAway.status()).isEqualTo(503);
        assertThat(whileAway.json().path("code").stringValue()).isEqualTo("auth-unavailable");
        assertThat(whileAway.headers()).containsKey("retry-after");
    }

    @Test
    void users_of_the_auth_server_see_what_they_did() {
        var alice = new User(http, ORIGIN, auth.token("alice"));
        var bob = new User(http, ORIGIN, auth.token("bob"));

        var created = alice.post("/api/tasks", "{\"title\":\"hers\"}");

        assertThat(created.status()).isEqualTo(201);
        assertThat(alice.get("/api/tasks").json().path("tasks")).hasSize(1);
        assertThat(bob.get("/api/tasks").json().path("tasks")).isEmpty();
    }

    @Test
    void a_token_that_another_issuer_signed_is_refused() {
        var forged = Issuer.inMemory(auth.origin()).token("alice", "user");

        assertThat(new User(http, ORIGIN, forged).get("/api/tasks").status()).isEqualTo(401);
    }

    @Test
    void there_are_no_development_tokens_and_who_asks_is_told_where_tokens_are() {
        var nobody = new User(http, ORIGIN, "");
        var answer = nobody.post("/dev/token", "{\"sub\":\"alice\"}");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().path("message").stringValue()).contains(auth.origin() + "/api/auth/token");
        assertThat(nobody.get("/dev/token").status()).isEqualTo(404);
        assertThat(nobody.get("/api/auth/jwks").status()).isNotEqualTo(200);
        assertThat(server.printed())
                .contains("It accepts the tokens of " + auth.origin())
                .doesNotContain("/dev/token");
    }

    @ParameterizedTest
    @CsvSource({"http://localhost:3000,200", "AUTH,200", "http://evil.example,403"})
    void pages_of_the_frontend_and_of_the_auth_server_may_ask(String page, int status) {
        String origin = page.equals("AUTH") ? auth.origin() : page;

        var preflight = new User(http, ORIGIN, "")
                .send("OPTIONS", "/api/tasks", "", "Origin", origin, "Access-Control-Request-Method", "POST");

        assertThat(preflight.status()).isEqualTo(status);
    }

    @Test
    void the_printed_lines_work_for_a_user_who_has_signed_up() throws Exception {
        assumeThat(auth.isReal()).as("a real Better Auth server").isTrue();
        assumeThat(List.of("/usr/bin/curl", "/bin/curl", "/opt/homebrew/bin/curl"))
                .anyMatch(curl -> Files.exists(Path.of(curl)));
        auth.token("carol");
        var lines = folder.resolve("lines.sh");
        Files.writeString(
                lines,
                new User(http, ORIGIN, "")
                        .get("/curl.txt")
                        .body()
                        .replace("you@example.com", "carol@example.com")
                        .replace("yours", "correct horse"));

        var shell = new ProcessBuilder("sh", lines.toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        var printed = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(printed.lines()).hasSize(4).last().asString().contains("Buy milk");
    }
}
