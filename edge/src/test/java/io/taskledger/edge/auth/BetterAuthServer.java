package io.taskledger.edge.auth;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A real Better Auth server in a Node process; its packages are installed once per build. All servers of this JVM share
 * the process, since each process costs a second of CPU, and ends with the JVM.
 */
public final class BetterAuthServer implements AutoCloseable {

    private static final Path SOURCE = Path.of("../edge/src/test/better-auth");
    private static final Path FOLDER = Path.of("../edge/target/better-auth"); // one for all modules
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static @Nullable Process process;

    private final String algorithm;
    private final @Nullable String publicOrigin;
    private int port;
    private boolean running;

    private BetterAuthServer(String algorithm, @Nullable String publicOrigin) {
        this.algorithm = algorithm;
        this.publicOrigin = publicOrigin;
    }

    /** Starts on a free port; skips the test if there is no Node or no network. */
    public static BetterAuthServer start(String algorithm) throws IOException, InterruptedException {
        return start(algorithm, null);
    }

    /** @param publicOrigin the origin for browsers, behind a proxy; null without a proxy */
    public static BetterAuthServer start(String algorithm, @Nullable String publicOrigin)
            throws IOException, InterruptedException {
        NodePackage.requireNode();
        install();
        var server = new BetterAuthServer(algorithm, publicOrigin);
        server.start();
        return server;
    }

    private static synchronized void install() throws IOException, InterruptedException {
        Files.createDirectories(FOLDER);
        for (var file : new String[] {"package.json", "package-lock.json", "server.js"}) {
            Files.write(FOLDER.resolve(file), Files.readAllBytes(SOURCE.resolve(file)));
        }
        var installed = FOLDER.resolve("installed"); // the lock file of the last installation
        var wanted = Files.readString(SOURCE.resolve("package-lock.json"));
        if (!Files.exists(installed) || !Files.readString(installed).equals(wanted)) {
            NodePackage.install(FOLDER);
            Files.writeString(installed, wanted);
        }
    }

    /** Starts again on the same port after {@link #close}, without its users and keys. */
    public void start() throws IOException {
        var listening = ask("start " + port + " " + algorithm + (publicOrigin == null ? "" : " " + publicOrigin));
        if (!listening.startsWith("listening on ")) {
            throw new IllegalStateException("Better Auth did not start: " + listening);
        }
        port = Integer.parseInt(listening.substring("listening on ".length()));
        running = true;
    }

    /** Gives the process one line and answers its next one. */
    private static synchronized String ask(String line) throws IOException {
        var running = process;
        if (running == null) {
            running = new ProcessBuilder("node", "server.js")
                    .directory(FOLDER.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            process = running;
        }
        Writer input = running.outputWriter(StandardCharsets.UTF_8);
        input.write(line + "\n");
        input.flush();
        return String.valueOf(running.inputReader(StandardCharsets.UTF_8).readLine());
    }

    public String origin() {
        return "http://127.0.0.1:" + port;
    }

    /** Signs a user up and returns the session token. */
    public String signUp(String email) {
        var answer = post(
                "/api/auth/sign-up/email",
                "{\"email\":\"%s\",\"password\":\"correct horse\",\"name\":\"Somebody\"}".formatted(email));
        return answer.headers().firstValue("set-auth-token").orElseThrow();
    }

    /** Signs a user in again. */
    String signIn(String email) {
        var answer =
                post("/api/auth/sign-in/email", "{\"email\":\"%s\",\"password\":\"correct horse\"}".formatted(email));
        return answer.headers().firstValue("set-auth-token").orElseThrow();
    }

    /** The JSON Web Token that the frontend gets for a session. */
    public String jwt(String session) {
        var request = HttpRequest.newBuilder(URI.create(origin() + "/api/auth/token"))
                .header("Authorization", "Bearer " + session)
                .build();
        return JsonMapper.shared().readTree(send(request).body()).path("token").stringValue();
    }

    void control(String action, String body) {
        post("/control/" + action, body);
    }

    private HttpResponse<String> post(String path, String body) {
        return send(HttpRequest.newBuilder(URI.create(origin() + path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try {
            var answer = CLIENT.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(request.uri() + " answered " + answer.statusCode());
            }
            return answer;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Stops responding: connections are closed and the port is free. */
    @Override
    public void close() {
        if (running) {
            running = false;
            try {
                ask("stop " + port);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
