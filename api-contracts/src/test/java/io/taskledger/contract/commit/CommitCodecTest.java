package io.taskledger.contract.commit;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.Charset;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommitCodecTest {

    private static final byte[] GOLDEN = Golden.all().get(1).bytes();

    @Property(tries = 200)
    void what_was_written_is_read_back(
            @ForAll("drafts") CommitDraft draft,
            @ForAll @IntRange(max = 32_766) int lane,
            @ForAll @LongRange(max = 281_474_976_710_655L) long position) {
        var commit = PreparedCommit.of(lane, draft).at(position, CommitHash.over(new byte[] {1}));

        assertThat(CommitCodec.decode(commit.bytes()))
                .usingRecursiveComparison()
                .isEqualTo(commit);
    }

    @Property(tries = 5000)
    void corrupted_bytes_are_read_as_a_commit_or_refused_in_one_way(
            @ForAll @IntRange(max = 2000) int at, @ForAll byte value, @ForAll @IntRange(min = 1, max = 3) int length) {
        var bytes = GOLDEN.clone();
        int from = at % bytes.length;
        Arrays.fill(bytes, from, Math.min(bytes.length, from + length), value);

        assertReadOrRefused(bytes);
    }

    @Test
    void truncated_bytes_are_refused_wherever_they_end() {
        for (int length = 0; length < GOLDEN.length; length++) {
            assertRefused(Arrays.copyOf(GOLDEN, length));
        }
    }

    @Property
    void arbitrary_bytes_are_refused(@ForAll byte[] bytes) {
        assertRefused(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "null", "[]", "1", "\"\"", "{}", "{}{}", "{\"format\":1}", "{\"format\":\"1\"}"})
    void other_json_is_refused(String json) {
        assertRefused(json.getBytes(UTF_8));
    }

    @Test
    void another_encoding_is_refused() {
        assertRefused(new String(GOLDEN, UTF_8).getBytes(UTF_16LE));
        assertRefused(new String(GOLDEN, UTF_8).getBytes(Charset.forName("UTF-32BE")));
    }

    @Test
    void another_format_is_refused_by_its_number() {
        assertThatExceptionOfType(UnreadableCommitException.class)
                .isThrownBy(() -> CommitCodec.decode(replaced("\"format\":1", "\"format\":2")))
                .withMessage("A commit of format 2; this version reads format 1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"lane\":7|\"lane\":-1",
                "\"lane\":7|\"lane\":32768",
                "\"lane\":7|\"lane\":4294967297",
                "\"lane\":7|\"lane\":7.0",
                "\"lane\":7|\"lane\":\"1\"",
                "\"position\":1|\"position\":-1",
                "\"position\":1|\"position\":281474976710656",
                "\"position\":1|\"position\":99999999999999999999",
                "\"time\":\"2026-11-23T09:30:01.007Z\"|\"time\":\"2026-11-23T09:30:01Z\"",
                "\"time\":\"2026-11-23T09:30:01.007Z\"|\"time\":\"2026-11-23T10:30:01.007+01:00\"",
                "\"time\":\"2026-11-23T09:30:01.007Z\"|\"time\":\"yesterday\"",
                "\"traceparent\":null|\"traceparent\":1",
                "\"idempotency\":null|\"idempotency\":{}",
                "\"events\":[|\"events\":[null,",
                "\"stream\":\"task/|\"stream\":\"task/x",
                "\"version\":1|\"version\":4294967297",
                "\"data\":{|\"data\":1,\"x\":{",
                "\"owner\":|\"owner\":1,\"owner\":",
                "\"format\":1|\"format\":1,\"format\":1",
            })
    void a_field_of_the_wrong_form_is_refused(String from, String to) {
        assertRefused(replaced(from, to));
    }

    @Test
    void a_refusal_does_not_quote_what_it_refuses() {
        assertThatExceptionOfType(UnreadableCommitException.class)
                .isThrownBy(() ->
                        CommitCodec.decode(replaced("\"time\":\"2026-11-23T09:30:01.007Z\"", "\"time\":\"s3cret\"")))
                .withMessage("Not a commit of format 1: time has a value of the wrong form")
                .withNoCause();
        assertThatExceptionOfType(UnreadableCommitException.class)
                .isThrownBy(() -> CommitCodec.decode(replaced("\"lane\":7", "\"lane\":s3cret")))
                .withMessageNotContaining("s3cret")
                .withNoCause();
    }

    @Test
    void a_draft_keeps_milliseconds_as_its_bytes_do() {
        var draft = new CommitDraft(
                UUID.randomUUID(),
                "o",
                Instant.parse("2026-11-23T09:30:00.123999Z"),
                new Cause("o", "c", "c", null),
                null,
                List.of(new RecordedEvent(UUID.randomUUID(), "T", 1, StreamId.PROFILE, 1, "{}".getBytes(UTF_8))));

        assertThat(draft.time()).isEqualTo(Instant.parse("2026-11-23T09:30:00.123Z"));
    }

    @Provide
    Arbitrary<CommitDraft> drafts() {
        var text = Arbitraries.strings()
                .withCharRange('\u0000', '\ud7ff')
                .withCharRange('\ue000', '\uffff')
                .ofMaxLength(30);
        var uuid = Arbitraries.randomValue(random -> new UUID(random.nextLong(), random.nextLong()));
        var time = Arbitraries.longs()
                .between(-62_135_596_800_000L, 253_402_300_799_999L)
                .map(Instant::ofEpochMilli);
        var cause = Combinators.combine(text, text, text, text.injectNull(0.5)).as(Cause::new);
        var idempotency = Combinators.combine(text, text).as(Idempotency::new).injectNull(0.5);
        var stream = uuid.map(StreamId::task).injectDuplicates(0.2);
        var data = text.map(value ->
                new CanonicalJson().object().text("data", value).endObject().toBytes());
        var event = Combinators.combine(
                        uuid,
                        text,
                        Arbitraries.integers().greaterOrEqual(1),
                        stream,
                        Arbitraries.longs().between(1, (1L << 53) - 1),
                        data)
                .as(RecordedEvent::new);
        return Combinators.combine(
                        uuid,
                        text,
                        time,
                        cause,
                        idempotency,
                        event.list().ofMinSize(1).ofMaxSize(5))
                .as(CommitDraft::new);
    }

    private static byte[] replaced(String from, String to) {
        var text = new String(GOLDEN, UTF_8);
        assertThat(text).contains(from);
        return text.replace(from, to).getBytes(UTF_8);
    }

    private static void assertRefused(byte[] bytes) {
        assertThatExceptionOfType(UnreadableCommitException.class).isThrownBy(() -> CommitCodec.decode(bytes));
    }

    private static void assertReadOrRefused(byte[] bytes) {
        try {
            assertThat(CommitCodec.decode(bytes).bytes()).isEqualTo(bytes);
        } catch (UnreadableCommitException e) {
            assertThat(e).hasMessageContaining("format 1").hasNoCause();
        }
    }
}
