package io.taskledger.load;

import io.taskledger.embedded.issuer.EmbeddedIssuer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** Starts the shapes. Everything that they store is in one temporary folder. */
final class Sites implements AutoCloseable {

    /** The name of the process with Kafka and MongoDB. */
    static final String SERVERS = "servers";

    private static final int FIRST_PORT = 15_000;
    private static final int LAST_PORT = 32_000;
    private static final Duration TIMEOUT = Duration.ofMinutes(10);

    private final Options options;
    private final EmbeddedIssuer issuer;
    private final Path folder;
    private int started;
    private int nextPort;

    Sites(Options options, EmbeddedIssuer issuer) throws IOException {
        this.options = options;
        this.issuer = issuer;
        this.folder = Files.createTempDirectory("taskledger-load");
        this.nextPort = ThreadLocalRandom.current().nextInt(FIRST_PORT, LAST_PORT - 1_000);
    }

    /** Returns once it answers a query and a command. */
    Site start(Shape shape) throws IOException, InterruptedException {
        Site site = switch (shape) {
            case STANDALONE -> standalone(data(), options.jvm().equals("run"));
            case SERVICES -> services();
            case CRUD -> crud();
        };
        try {
            new Filler(site, issuer).awaitReady(TIMEOUT);
            return site;
        } catch (IOException | IllegalStateException e) {
            for (var process : site.processes()) {
                System.err.println(process.log() + ":\n" + Files.readString(process.log()));
            }
            site.close();
            throw e;
        }
    }

    /** A new folder for the data of a site. */
    Path data() {
        return folder.resolve("data-" + started++);
    }

    /** Begins to start standalone, by {@code ./run} or with C2 and much memory. */
    Site standalone(Path data, boolean run) {
        int port = freePort();
        List<String> command = new ArrayList<>();
        if (run) {
            command.addAll(List.of(
                    options.root().resolve("run").toString(),
                    "--port=" + port,
                    "--data=" + data,
                    "--auth=" + issuer.origin()));
        } else {
            command.addAll(java());
            command.addAll(List.of(
                    "-jar",
                    jar("standalone", "taskledger-standalone.jar"),
                    "--server.port=" + port,
                    "--taskledger.standalone.data=" + data,
                    "--taskledger.standalone.auth=" + issuer.origin()));
        }
        var environment = environment();
        environment.put("TASKLEDGER_JAVA_OPTS", String.join(" ", options.javaOptions()));
        return new Site(Shape.STANDALONE, port, port, "", List.of(process("standalone", environment, command)));
    }

    private Site services() {
        var environment = environment();
        var servers = servers(environment);
        int commands = freePort();
        int queries = freePort();
        return new Site(
                Shape.SERVICES,
                commands,
                queries,
                environment.getOrDefault("TASKLEDGER_KAFKA_BOOTSTRAP_SERVERS", ""),
                List.of(
                        service("command-side", environment, commands),
                        service("query-side", environment, queries),
                        servers));
    }

    private JavaProcess service(String module, Map<String, String> environment, int port) {
        return process(
                module, at(environment, port), command("-jar", jar(module, module + "-0.1.0-SNAPSHOT-exec.jar")));
    }

    private Site crud() {
        var environment = environment();
        var servers = servers(environment);
        int port = freePort();
        var crud = process(
                "crud",
                at(environment, port),
                command("-cp", System.getProperty("java.class.path"), "io.taskledger.crud.CrudApplication"));
        return new Site(Shape.CRUD, port, port, "", List.of(crud, servers));
    }

    private JavaProcess servers(Map<String, String> environment) {
        int kafka = freePort();
        int mongo = freePort();
        environment.put("TASKLEDGER_KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + kafka);
        environment.put("TASKLEDGER_MONGODB_URI", "mongodb://127.0.0.1:" + mongo);
        environment.put("TASKLEDGER_KEYS_URI", "mongodb://127.0.0.1:" + mongo);
        environment.put("TASKLEDGER_KEYS_BESIDE_LEDGER", "true");
        environment.put("TASKLEDGER_KEYS_MASTER", "load:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");
        return process(
                SERVERS,
                environment,
                command(
                        "-cp",
                        System.getProperty("java.class.path"),
                        Servers.class.getName(),
                        data().toString(),
                        Integer.toString(kafka),
                        Integer.toString(mongo)));
    }

    private Map<String, String> at(Map<String, String> environment, int port) {
        Map<String, String> own = new LinkedHashMap<>(environment);
        own.put("SERVER_ADDRESS", "127.0.0.1");
        own.put("SERVER_PORT", Integer.toString(port));
        own.put("MANAGEMENT_SERVER_PORT", Integer.toString(freePort()));
        return own;
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("TASKLEDGER_RATE_LIMIT_ENABLED", "false");
        environment.put("TASKLEDGER_AUTH_JWKS_URL", issuer.jwksUrl());
        environment.put("TASKLEDGER_AUTH_ISSUER", issuer.origin());
        environment.put("TASKLEDGER_AUTH_AUDIENCE", issuer.origin());
        return environment;
    }

    private List<String> java() {
        List<String> java = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx4g",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Daxoniq.update-checker.disabled=true"));
        java.addAll(options.javaOptions());
        return java;
    }

    private List<String> command(String... rest) {
        var command = java();
        command.addAll(List.of(rest));
        return command;
    }

    private JavaProcess process(String name, Map<String, String> environment, List<String> command) {
        return JavaProcess.start(name, folder.resolve(name + "-" + started++ + ".log"), environment, command);
    }

    private String jar(String module, String name) {
        var jar = options.root().resolve(module).resolve("target").resolve(name);
        if (!Files.exists(jar)) {
            throw new IllegalStateException(jar + " is missing; build it first: see benchmarks/README.md");
        }
        return jar.toString();
    }

    /**
     * Below the ports that the kernel gives to outgoing connections, so that none of them takes it before its server.
     */
    private int freePort() {
        while (true) {
            int port = nextPort++;
            try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException e) {
                if (nextPort > LAST_PORT) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    /** Deletes all data; the processes must have ended. */
    @Override
    public void close() throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
