package io.taskledger.standalone.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * A real nginx with deploy/nginx.conf, in which only the address and the place of the process id are replaced, and with
 * what deploy/nginx-settings.sh writes.
 *
 * @param port on 127.0.0.1
 */
record Nginx(Process process, int port, Path log) implements AutoCloseable {

    /** @param environment the variables for nginx-settings.sh */
    static Nginx start(Path folder, Map<String, String> environment) throws IOException, InterruptedException {
        var program = Tools.require("nginx");
        int port = freePort();
        var settings = folder.resolve("taskledger/settings.conf");
        var all = new HashMap<>(environment);
        all.put("NGINX_SETTINGS", settings.toString());
        all.put("PATH", System.getenv("PATH") + ":/usr/sbin");
        var written = Tools.run(all, List.of("sh", "../deploy/nginx-settings.sh"));
        assertThat(written).isEqualTo(new Tools.Outcome(0, ""));
        if (!System.getProperty("user.name").equals("root")) {
            Files.writeString(settings, foldersOfItsOwn(folder), StandardOpenOption.APPEND);
        }
        var configuration = folder.resolve("nginx.conf");
        var real = Files.readString(Path.of("../deploy/nginx.conf"));
        var replaced = real.replace("listen 8080", "listen 127.0.0.1:" + port)
                .replace("pid /tmp/nginx.pid", "pid " + folder.resolve("nginx.pid"));
        assertThat(replaced).isNotEqualTo(real);
        Files.writeString(configuration, replaced);
        var log = folder.resolve("nginx.log");
        var process = new ProcessBuilder(program, "-c", configuration.toString(), "-g", "daemon off;")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        var nginx = new Nginx(process, port, log);
        Awaitility.await("nginx listens").atMost(Duration.ofMinutes(2)).until(nginx::listens);
        return nginx;
    }

    String origin() {
        return "http://127.0.0.1:" + port;
    }

    /** A connection from this address, such as 127.0.0.2. */
    Socket connect(String from) throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), port, InetAddress.getByName(from), 0);
    }

    private boolean listens() throws IOException {
        if (!process.isAlive()) {
            throw new AssertionError("nginx ended: " + Files.readString(log));
        }
        try (var socket = connect("127.0.0.1")) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** The compiled-in folders belong to root. */
    private static String foldersOfItsOwn(Path folder) {
        return Stream.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
                .map(name -> "%s_temp_path %s;%n".formatted(name, folder.resolve(name)))
                .collect(Collectors.joining());
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
