package io.taskledger.edge.web;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A request whose body causes a 413 if it grows too long, and a 503 if there is no space for it. */
final class CountedRequest extends HttpServletRequestWrapper implements AutoCloseable {

    private final BodySpace space;
    private @Nullable Counted body;

    CountedRequest(HttpServletRequest request, BodySpace space) {
        super(request);
        this.space = space;
    }

    /** Releases the space of the body after the request. */
    @Override
    public void close() {
        if (body != null) {
            body.release();
        }
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        if (body == null) {
            body = new Counted(super.getInputStream(), space);
        }
        return body;
    }

    @Override
    public BufferedReader getReader() throws IOException {
        return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
    }

    private static final class Counted extends ServletInputStream {

        private final ServletInputStream in;
        private final BodySpace space;
        private int read;

        Counted(ServletInputStream in, BodySpace space) {
            this.in = in;
            this.space = space;
        }

        private int count(int n) {
            if (n > 0) {
                space.take(n);
                read += n;
                if (read > BodyLimitFilter.MAX_BYTES) {
                    throw BodyLimitFilter.tooLarge();
                }
            }
            return n;
        }

        void release() {
            space.release(read);
            read = 0;
        }

        @Override
        public int read() throws IOException {
            int next = in.read();
            count(next < 0 ? 0 : 1);
            return next;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return count(in.read(bytes, offset, length));
        }

        @Override
        public boolean isFinished() {
            return in.isFinished();
        }

        @Override
        public boolean isReady() {
            return in.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            in.setReadListener(listener);
        }
    }
}
