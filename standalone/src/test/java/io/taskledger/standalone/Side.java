package io.taskledger.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** One side's process, the address of its API and that of its management port. */
record Side(ServerProcess process, String origin, String management) {

    /** Starts the jar of this module on free ports, with these variables. */
    static Side start(String module, Path folder, Map<String, String> environment) {
        int port = ServerProcess.freePort();
        int management = ServerProcess.freePort();
        var all = new HashMap<>(environment);
        all.put("SERVER_PORT", "" + port);
        all.put("TASKLEDGER_NODE_URL", "http://127.0.0.1:" + port);
        all.put("MANAGEMENT_SERVER_PORT", "" + management);
        return new Side(
                ServerProcess.start(jar(module), folder.resolve(module + "-" + port + ".log"), all),
                "http://127.0.0.1:" + port,
                "http://127.0.0.1:" + management);
    }

    private static Path jar(String module) {
        try (var jars = Files.list(Path.of("..", module, "target"))) {
            return jars.filter(jar -> jar.toString().endsWith("-exec.jar"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("Package " + module + " first"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    User user(HttpClient http, String token) {
        return new User(http, origin, token);
    }

    boolean isReady(HttpClient http) {
        try {
            return new User(http, management, "")
                            .get("/actuator/health/readiness")
                            .status()
                    == 200;
        } catch (UncheckedIOException e) {
            return false; // it does not listen yet
        }
    }
}
