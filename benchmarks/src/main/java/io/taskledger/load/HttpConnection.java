package io.taskledger.load;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/**
 * A connection to a server on loopback, kept open. Much cheaper than the JDK's client, because the generator shares the
 * processors with what it measures. Not thread-safe.
 */
final class HttpConnection implements Closeable {

    private static final int TIMEOUT_MS = 60_000;

    private final int port;
    private @Nullable Open open;

    private record Open(Socket socket, HttpReader in, OutputStream out) {}

    /** Connects at the first request. */
    HttpConnection(int port) {
        this.port = port;
    }

    /** Sends the request and reads the whole response. */
    Response exchange(Request request) throws IOException {
        Open to = open == null ? open() : open;
        open = to;
        to.out.write(request.bytes(port));
        var response = to.in.read();
        if ("close".equalsIgnoreCase(response.header("Connection"))) {
            close();
        }
        return response;
    }

    private Open open() throws IOException {
        var socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MS);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MS);
        return new Open(socket, new HttpReader(socket.getInputStream()), socket.getOutputStream());
    }

    @Override
    public void close() throws IOException {
        if (open != null) {
            open.socket.close();
            open = null;
        }
    }
}
