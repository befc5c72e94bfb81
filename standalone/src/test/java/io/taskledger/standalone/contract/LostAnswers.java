package io.taskledger.standalone.contract;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A proxy in front of MongoDB that can drop the responses to writes to the ledger. These writes are carried out, but
 * the client gets no response.
 */
final class LostAnswers implements AutoCloseable {

    private final ServerSocket server;
    private final int target;
    private volatile boolean losing;

    /** @param mongoUri of the server behind it */
    LostAnswers(String mongoUri) throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        target = URI.create(mongoUri).getPort();
        Thread.ofVirtual().start(this::accept);
    }

    String uri() {
        return "mongodb://127.0.0.1:" + server.getLocalPort();
    }

    void begin() {
        losing = true;
    }

    private void accept() {
        try {
            while (true) {
                var client = server.accept();
                var upstream = new Socket(InetAddress.getLoopbackAddress(), target);
                var lost = new AtomicBoolean();
                Thread.ofVirtual().start(() -> pass(client, upstream, lost, true));
                Thread.ofVirtual().start(() -> pass(upstream, client, lost, false));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void pass(Socket from, Socket to, AtomicBoolean lost, boolean asks) {
        try (from;
                to) {
            var buffer = new byte[1 << 16];
            for (int read = from.getInputStream().read(buffer);
                    read >= 0;
                    read = from.getInputStream().read(buffer)) {
                if (asks && losing && writesCommits(buffer, read)) {
                    lost.set(true);
                }
                if (asks || !lost.get()) {
                    to.getOutputStream().write(buffer, 0, read);
                }
            }
        } catch (IOException e) {
            // one of both is closed
        }
    }

    /** The names of a command and of its collection are at the start of its message. */
    private static boolean writesCommits(byte[] message, int length) {
        var start = new String(message, 0, Math.min(length, 100), StandardCharsets.ISO_8859_1);
        return start.contains("update\0") && start.contains("commits\0");
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
