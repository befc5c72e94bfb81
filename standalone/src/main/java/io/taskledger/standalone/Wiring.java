package io.taskledger.standalone;

import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.EnumerablePropertySource;

/**
 * The settings that connect both sides to the servers of this JVM. They have the highest precedence: a variable that is
 * meant for production must not connect standalone to other servers.
 */
final class Wiring extends EnumerablePropertySource<Backend> {

    /** No other process could take the lanes, so this process keeps them, however slow it is. */
    private static final String SESSION = "5m";

    private final Map<String, Supplier<String>> settings;

    Wiring(Settings settings, DataFolder folder, Backend backend) {
        super("standalone", backend);
        var origin = settings.origin();
        var users = settings.users();
        var run = "standalone-" + System.currentTimeMillis(); // a new group: no wait for members of a killed run
        this.settings = Map.ofEntries(
                Map.entry("taskledger.standalone.data", () -> folder.path().toString()),
                Map.entry("taskledger.standalone.origin", () -> origin),
                Map.entry(
                        "taskledger.standalone.auth",
                        () -> users.auth() == null ? "" : users.auth().base()),
                Map.entry("taskledger.kafka.bootstrap-servers", backend::kafkaServers),
                Map.entry("taskledger.mongodb.uri", backend::mongoUri),
                Map.entry("taskledger.keys.folder", () -> folder.keys().toString()),
                Map.entry("taskledger.keys.master", () -> ""), // the folder contains one
                Map.entry("taskledger.acknowledge", () -> "published"),
                Map.entry(
                        "taskledger.relay.trust", () -> "topic"), // MongoDB starts empty and is restored from the topic
                Map.entry("taskledger.relay.poll", () -> "5s"), // no other node appends to this ledger
                Map.entry("taskledger.relay.session-timeout", () -> SESSION),
                Map.entry("taskledger.projection.session-timeout", () -> SESSION),
                Map.entry("taskledger.relay.group", () -> run + "-relay"),
                Map.entry("taskledger.projection.group", () -> run + "-projection"),
                Map.entry("taskledger.auth.mode", () -> "jwt"),
                Map.entry("taskledger.auth.jwks-url", users::keys),
                Map.entry("taskledger.auth.issuer", users::issuer),
                Map.entry("taskledger.auth.audience", users::audience),
                Map.entry("FRONTEND_URL", users::frontends),
                Map.entry("server.address", () -> "127.0.0.1"),
                Map.entry("server.port", () -> Integer.toString(settings.port())));
    }

    @Override
    public String[] getPropertyNames() {
        return settings.keySet().toArray(String[]::new);
    }

    @Override
    public @Nullable Object getProperty(String name) {
        var value = settings.get(name);
        return value == null ? null : value.get();
    }
}
