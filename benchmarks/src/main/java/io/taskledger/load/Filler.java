package io.taskledger.load;

import io.taskledger.embedded.issuer.EmbeddedIssuer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;

/** Creates users with tasks, over HTTP. */
final class Filler {

    private static final int AT_ONCE = 4;
    private static final int PER_BATCH = 100;
    private static final Duration TOKEN_TTL = Duration.ofHours(12);
    private static final Duration TIMEOUT = Duration.ofMinutes(10);
    private static final Pattern ID = Pattern.compile("\"id\":\"([0-9a-f-]{36})\"");

    private final Site site;
    private final EmbeddedIssuer issuer;

    Filler(Site site, EmbeddedIssuer issuer) {
        this.site = site;
        this.issuer = issuer;
    }

    /** Returns once a task can be created and is visible. */
    void awaitReady(Duration timeout) throws InterruptedException, IOException {
        var token = issuer.issuer().token("first", "user", TOKEN_TTL);
        long deadline = System.nanoTime() + timeout.toNanos();
        while (!isCreated(token)) {
            site.requireAlive();
            if (System.nanoTime() > deadline) {
                throw new IOException(site.shape().label() + " is not ready in " + timeout);
            }
            Thread.sleep(20);
        }
    }

    private boolean isCreated(String token) throws InterruptedException {
        try (var connection = new HttpConnection(site.commandPort())) {
            var response = connection.exchange(Request.post("/api/tasks", token, Bodies.create()));
            var id = ID.matcher(response.text());
            if (response.status() == 201 && id.find()) {
                awaitVisible(new User(token, List.of(id.group(1))));
                return true;
            }
            return false;
        } catch (IOException e) {
            return false; // it does not listen yet
        }
    }

    /** Returns once the tasks of all of these users can be queried. */
    List<User> users(String name, int count, int tasks) throws InterruptedException, IOException {
        List<User> users = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<User>> filling = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                var owner = name + "-" + i;
                filling.add(threads.submit(() -> user(owner, tasks)));
            }
            for (var user : filling) {
                users.add(user.get());
            }
        } catch (ExecutionException e) {
            throw new IOException("The users cannot be created", e.getCause());
        }
        for (var user : users) {
            awaitVisible(user);
        }
        return users;
    }

    private User user(String owner, int tasks) throws IOException {
        var token = issuer.issuer().token(owner, "user", TOKEN_TTL);
        List<String> ids = new ArrayList<>(tasks);
        try (var connection = new HttpConnection(site.commandPort())) {
            while (ids.size() < tasks) {
                int size = Math.min(PER_BATCH, tasks - ids.size());
                var response = connection.exchange(Request.post("/api/tasks/batch", token, Bodies.batch(size)));
                if (response.status() != 200) {
                    throw new IOException("A batch got " + response.status() + " " + response.text());
                }
                var id = ID.matcher(response.text());
                while (id.find()) {
                    ids.add(id.group(1));
                }
            }
        }
        return new User(token, ids);
    }

    private void awaitVisible(User user) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        try (var connection = new HttpConnection(site.queryPort())) {
            while (connection
                            .exchange(Request.get("/api/tasks/" + user.tasks().getLast(), user.token()))
                            .status()
                    != 200) {
                if (System.nanoTime() > deadline) {
                    throw new IOException("The tasks did not become visible in " + TIMEOUT);
                }
                site.requireAlive();
                Thread.sleep(50);
            }
        }
    }
}
