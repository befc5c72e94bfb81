package io.taskledger.load;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads responses from a connection: those with a length and those in chunks. Not thread-safe. */
final class HttpReader {

    private final InputStream in;
    private byte[] buffer = new byte[16 * 1024];
    private int begin;
    private int end;

    HttpReader(InputStream in) {
        this.in = in;
    }

    /** @throws EOFException if the server closes the connection before the response is complete */
    Response read() throws IOException {
        var head = head();
        int status = Integer.parseInt(head, 9, 12, 10);
        return new Response(status, head, new String(body(head), StandardCharsets.UTF_8));
    }

    private String head() throws IOException {
        for (int at = begin; ; at++) {
            while (at + 4 > end) {
                int consumed = begin;
                fill();
                at -= consumed - begin;
            }
            if (buffer[at] == '\r' && buffer[at + 1] == '\n' && buffer[at + 2] == '\r' && buffer[at + 3] == '\n') {
                var head = new String(buffer, begin, at - begin, StandardCharsets.ISO_8859_1);
                begin = at + 4;
                return head;
            }
        }
    }

    private byte[] body(String head) throws IOException {
        var length = Response.header(head, "Content-Length");
        if (length != null) {
            return take(Integer.parseInt(length));
        }
        return "chunked".equalsIgnoreCase(Response.header(head, "Transfer-Encoding")) ? chunks() : new byte[0];
    }

    private byte[] chunks() throws IOException {
        var body = new byte[0];
        while (true) {
            int size = Integer.parseInt(line(), 16);
            int before = body.length;
            var chunk = take(size);
            body = Arrays.copyOf(body, before + size);
            System.arraycopy(chunk, 0, body, before, size);
            line();
            if (size == 0) {
                return body;
            }
        }
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        while (true) {
            while (begin == end) {
                fill();
            }
            char next = (char) buffer[begin++];
            if (next == '\n') {
                return line.toString();
            }
            if (next != '\r') {
                line.append(next);
            }
        }
    }

    private byte[] take(int size) throws IOException {
        while (end - begin < size) {
            fill();
        }
        begin += size;
        return Arrays.copyOfRange(buffer, begin - size, begin);
    }

    private void fill() throws IOException {
        if (begin > 0) {
            System.arraycopy(buffer, begin, buffer, 0, end - begin);
            end -= begin;
            begin = 0;
        }
        if (end == buffer.length) {
            buffer = Arrays.copyOf(buffer, 2 * end);
        }
        int read = in.read(buffer, end, buffer.length - end);
        if (read < 0) {
            throw new EOFException("The server closed the connection");
        }
        end += read;
    }
}
