package io.taskledger.standalone;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.Environment;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * The settings that are needed before anything starts.
 *
 * @param data the folder of Kafka's log and the signing key
 * @param port of the API, on loopback
 * @param users how users sign in
 */
record Settings(Path data, int port, Users users) {

    private static final long MIN_HEAP_BYTES = 192L << 20;

    /**
     * Reads {@code --taskledger.standalone.data}, {@code --taskledger.standalone.auth} and {@code --server.port}, or
     * the same as environment variables.
     *
     * @throws CannotStartException if one of them is invalid
     */
    static Settings of(String... args) {
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new SimpleCommandLinePropertySource(args));
        ConfigurationPropertySources.attach(environment);
        int port = port(environment);
        return new Settings(data(environment), port, Users.of(environment, origin(port)));
    }

    private static Path data(Environment environment) {
        var data = environment.getProperty("taskledger.standalone.data", "data");
        try {
            return Path.of(data.isBlank() ? "data" : data).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new CannotStartException("--data is not a path: " + data);
        }
    }

    private static int port(Environment environment) {
        var port = environment.getProperty("server.port", "8080");
        if (port.matches("[0-9]{1,5}") && Integer.parseInt(port) >= 1 && Integer.parseInt(port) <= 65_535) {
            return Integer.parseInt(port);
        }
        throw new CannotStartException("--port takes a number from 1 to 65535, not " + port);
    }

    /** The origin of the API; also issuer and audience of development tokens. */
    String origin() {
        return origin(port);
    }

    private static String origin(int port) {
        return "http://127.0.0.1:" + port;
    }

    /** @throws CannotStartException if another process listens there, which would otherwise be found seconds later */
    void requireFreePort() {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            String why = port < 1024 ? "is taken or needs privileges" : "is taken";
            throw new CannotStartException("Port %d of 127.0.0.1 %s; choose another one, for example ./run --port %d"
                    .formatted(port, why, port < 1024 || port == 65_535 ? 8090 : port + 1));
        }
    }

    /** @throws CannotStartException if this JVM has too little memory for the servers alone */
    static void requireHeap() {
        long heap = Runtime.getRuntime().maxMemory();
        if (heap < MIN_HEAP_BYTES * 9 / 10) { // a collector's survivor space is not counted
            throw new CannotStartException(
                    "The heap of %d MiB is too small: set -Xmx%dm or more".formatted(heap >> 20, MIN_HEAP_BYTES >> 20));
        }
    }
}
