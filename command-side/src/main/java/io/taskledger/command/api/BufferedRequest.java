package io.taskledger.command.api;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A request whose body was read, and can be read again with the same result, even if that was a failure. */
final class BufferedRequest extends HttpServletRequestWrapper {

    private final byte @Nullable [] body;
    private final @Nullable RuntimeException refused;
    private final @Nullable IOException broken;

    private BufferedRequest(
            HttpServletRequest request,
            byte @Nullable [] body,
            @Nullable RuntimeException refused,
            @Nullable IOException broken) {
        super(request);
        this.body = body;
        this.refused = refused;
        this.broken = broken;
    }

    static BufferedRequest of(HttpServletRequest request) {
        try {
            return new BufferedRequest(request, request.getInputStream().readAllBytes(), null, null);
        } catch (RuntimeException e) {
            return new BufferedRequest(request, null, e, null);
        } catch (IOException e) {
            return new BufferedRequest(request, null, null, e);
        }
    }

    /** Null if it could not be read. */
    byte @Nullable [] body() {
        return body;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        if (refused != null) {
            throw refused;
        }
        if (broken != null) {
            throw broken;
        }
        return new Replayed(new ByteArrayInputStream(body == null ? new byte[0] : body));
    }

    @Override
    public BufferedReader getReader() throws IOException {
        return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
    }

    private static final class Replayed extends ServletInputStream {

        private final ByteArrayInputStream bytes;

        Replayed(ByteArrayInputStream bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            return bytes.read(into, offset, length);
        }

        @Override
        public boolean isFinished() {
            return bytes.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new IllegalStateException("A body that was read is not read asynchronously");
        }
    }
}
