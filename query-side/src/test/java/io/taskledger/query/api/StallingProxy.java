package io.taskledger.query.api;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A proxy that can stop responding without closing connections. */
public final class StallingProxy implements AutoCloseable {

    private final ServerSocket server;
    private final int target;
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private volatile long delayMillis;

    /** @param mongoUri of the server */
    public StallingProxy(String mongoUri) throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        target = URI.create(mongoUri).getPort();
        Thread.ofVirtual().start(this::accept);
    }

    public String uri() {
        return "mongodb://127.0.0.1:" + server.getLocalPort();
    }

    public void stall() {
        gate = new CountDownLatch(1);
    }

    public void resume() {
        gate.countDown();
    }

    /** Delays each part of a response by this time from now on. */
    public void delay(long millis) {
        delayMillis = millis;
    }

    private void accept() {
        try {
            while (true) {
                var client = server.accept();
                var upstream = new Socket(InetAddress.getLoopbackAddress(), target);
                Thread.ofVirtual().start(() -> pump(client, upstream, false));
                Thread.ofVirtual().start(() -> pump(upstream, client, true));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void pump(Socket from, Socket to, boolean answers) {
        try (from;
                to) {
            var buffer = new byte[1 << 16];
            int read;
            while ((read = from.getInputStream().read(buffer)) >= 0) {
                if (answers) {
                    TimeUnit.MILLISECONDS.sleep(delayMillis);
                }
                gate.await();
                to.getOutputStream().write(buffer, 0, read);
            }
        } catch (IOException | InterruptedException e) {
            // one of both is closed
        }
    }

    @Override
    public void close() throws IOException {
        resume();
        server.close();
    }
}
