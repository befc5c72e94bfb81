package io.taskledger.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Responses that arrive in pieces of any size, one after the other on one connection. */
class HttpReaderTest {

    private static final String STREAM = "HTTP/1.1 200 \r\nContent-Length: 5\r\nETag: \"1\"\r\n\r\nhello"
            + "HTTP/1.1 201 \r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\nA\r\n0123456789\r\n0\r\n\r\n"
            + "HTTP/1.1 304 \r\nETag: \"2\"\r\n\r\n"
            + "HTTP/1.1 422 \r\nContent-Length: 2\r\n\r\n{}";

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 100_000})
    void each_response_is_read_whole_and_the_next_one_begins_after_it(int pieces) throws IOException {
        HttpReader reader = new HttpReader(new Pieces(STREAM, pieces));

        Response first = reader.read();
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.text()).isEqualTo("hello");
        assertThat(first.header("etag")).isEqualTo("\"1\"");
        assertThat(first.header("Location")).isNull();
        assertThat(reader.read().text()).isEqualTo("abc0123456789");
        assertThat(reader.read().status()).isEqualTo(304);
        assertThat(reader.read().text()).isEqualTo("{}");
        assertThatThrownBy(reader::read).isInstanceOf(EOFException.class);
    }

    private static final class Pieces extends ByteArrayInputStream {

        private final int size;

        Pieces(String text, int size) {
            super(text.getBytes(StandardCharsets.ISO_8859_1));
            this.size = size;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            return super.read(bytes, offset, Math.min(length, size));
        }
    }
}
