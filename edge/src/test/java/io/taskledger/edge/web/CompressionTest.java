package io.taskledger.edge.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.edge.Service;
import io.taskledger.edge.Service.Answer;
import io.taskledger.embedded.issuer.EmbeddedIssuer;
import java.io.IOException;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CompressionTest {

    private static EmbeddedIssuer issuer;
    private static Service service;

    @BeforeAll
    static void start() throws IOException {
        issuer = EmbeddedIssuer.start();
        service = Service.start(issuer);
    }

    @AfterAll
    static void stop() {
        service.close();
        issuer.close();
    }

    @Test
    void a_long_answer_is_compressed_for_those_who_take_it() {
        var answer = get("W/%22page%22", 10_000, "gzip");

        assertThat(answer.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(answer.header("ETag")).isEqualTo("W/\"page\"");
        assertThat(vary(answer)).contains("accept-encoding");
        assertThat(answer.body().length()).isLessThan(1_000);
    }

    @Test
    void others_get_it_as_it_is_and_caches_are_told_that_it_varies() {
        var answer = get("W/%22page%22", 10_000, "identity");

        assertThat(answer.header("Content-Encoding")).isEmpty();
        assertThat(answer.body()).hasSizeGreaterThan(10_000);
        assertThat(vary(answer)).contains("accept-encoding");
    }

    @Test
    void short_answers_and_those_whose_tag_promises_equal_bytes_are_left_as_they_are() {
        assertThat(get("W/%22page%22", 1_000, "gzip").header("Content-Encoding"))
                .isEmpty();
        assertThat(get("%227%22", 10_000, "gzip").header("Content-Encoding")).isEmpty();
        assertThat(get("%227%22", 10_000, "gzip").header("ETag")).isEqualTo("\"7\"");
    }

    private static Answer get(String tag, int length, String encoding) {
        return service.get(
                "/long?tag=" + tag + "&length=" + length, service.token("alice"), "Accept-Encoding", encoding);
    }

    private static String vary(Answer answer) {
        return String.join(",", answer.response().headers().allValues("Vary")).toLowerCase(Locale.ROOT);
    }
}
