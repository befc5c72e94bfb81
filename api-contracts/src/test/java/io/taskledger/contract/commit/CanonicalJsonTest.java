package io.taskledger.contract.commit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class CanonicalJsonTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    @Test
    void an_object_has_no_white_space() {
        var json = new CanonicalJson().object();
        json.array("a").text("x").text("y").endArray();
        json.number("n", -7);
        json.object("o").text("nothing", null).endObject();
        json.text("t", "");

        assertThat(text(json.endObject()))
                .isEqualTo("{\"a\":[\"x\",\"y\"],\"n\":-7,\"o\":{\"nothing\":null},\"t\":\"\"}");
    }

    @Test
    void objects_in_an_array_are_separated() {
        var json = new CanonicalJson().object().array("a");
        json.object().endObject().object().endObject();

        assertThat(text(json.endArray().endObject())).isEqualTo("{\"a\":[{},{}]}");
    }

    @ParameterizedTest
    @CsvSource({"b, a", "a, a", "a, Z", "aa, a", "\uffff, \ud83e\udd8a"})
    void a_key_that_is_not_greater_than_the_one_before_is_refused(String first, String second) {
        var json = new CanonicalJson().object().number(first, 1);

        assertThatIllegalStateException().isThrownBy(() -> json.text(second, "x"));
        assertThatIllegalStateException().isThrownBy(() -> json.number(second, 1));
        assertThatIllegalStateException().isThrownBy(() -> json.object(second));
        assertThatIllegalStateException().isThrownBy(() -> json.array(second));
        assertThatIllegalStateException()
                .isThrownBy(() -> json.raw(second, new byte[0]))
                .withMessage("Key " + second + " after " + first + ": keys must ascend");
    }

    @Test
    void every_object_has_an_order_of_its_own() {
        var json = new CanonicalJson().object().number("m", 1).object("n").number("z", 1);
        json.object("zz").number("a", 1).endObject().endObject();
        json.array("o").object().number("b", 1).endObject();
        json.object().number("a", 1).endObject().endArray();

        assertThatIllegalStateException().isThrownBy(() -> json.number("o", 1));
        assertThat(text(json.number("p", 1).endObject()))
                .isEqualTo("{\"m\":1,\"n\":{\"z\":1,\"zz\":{\"a\":1}},\"o\":[{\"b\":1},{\"a\":1}],\"p\":1}");
    }

    @Test
    void objects_may_be_nested_deeply() {
        var json = new CanonicalJson().object();
        for (int i = 0; i < 100; i++) {
            json.object("k");
        }
        for (int i = 0; i < 100; i++) {
            json.endObject();
        }

        assertThat(text(json.number("l", 1).endObject())).endsWith("{}" + "}".repeat(99) + ",\"l\":1}");
    }

    @Test
    void control_characters_with_a_short_escape_use_it() {
        assertThat(quoted("\b\t\n\f\r\"\\")).isEqualTo("\"\\b\\t\\n\\f\\r\\\"\\\\\"");
    }

    @Test
    void other_control_characters_are_escaped_in_lower_case_hex() {
        assertThat(quoted("\u0000\u000b\u001f")).isEqualTo("\"\\u0000\\u000b\\u001f\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "\u007f", "\u0080", "é", "\u2028", "\ufeff", "\uffff", "שלום", "👩‍🚀"})
    void everything_else_stands_as_it_is(String text) {
        assertThat(quoted(text)).isEqualTo('"' + text + '"');
    }

    @ParameterizedTest
    @ValueSource(ints = {0xd800, 0xdbff, 0xdc00, 0xdfff})
    void a_lone_surrogate_is_refused(int surrogate) {
        for (var text : List.of("", "x", "\ud83e\udd8a")) {
            assertThatIllegalArgumentException().isThrownBy(() -> quoted(text + (char) surrogate));
            assertThatIllegalArgumentException().isThrownBy(() -> quoted(text + (char) surrogate + "x"));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {(1L << 53) - 1, -(1L << 53) + 1, 0})
    void exact_numbers_are_written(long number) {
        assertThat(text(new CanonicalJson().object().number("n", number).endObject()))
                .isEqualTo("{\"n\":" + number + "}");
    }

    @ParameterizedTest
    @ValueSource(longs = {1L << 53, -(1L << 53), Long.MAX_VALUE, Long.MIN_VALUE})
    void numbers_that_a_double_cannot_hold_are_refused(long number) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CanonicalJson().object().number("n", number));
    }

    @Property
    void a_json_parser_reads_every_text_back(@ForAll("texts") String text) {
        var json = new CanonicalJson(1).object().text("t", text).endObject().toBytes();

        assertThat(JSON.readTree(json).get("t").stringValue()).isEqualTo(text);
        assertThat(JsonFields.parse(json, java.util.Set.of()).text("t")).isEqualTo(text);
    }

    @Provide
    Arbitrary<String> texts() {
        var anyCharacter = Arbitraries.integers()
                .between(0, Character.MAX_CODE_POINT)
                .filter(point -> point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE);
        var control = Arbitraries.integers().between(0, 0x9f);
        return Arbitraries.oneOf(control, anyCharacter)
                .list()
                .ofMaxSize(40)
                .map(points -> points.stream().map(Character::toString).reduce("", String::concat));
    }

    private static String quoted(String text) {
        var object = text(new CanonicalJson().object().text("", text).endObject());
        return object.substring("{\"\":".length(), object.length() - 1);
    }

    private static String text(CanonicalJson json) {
        return new String(json.toBytes(), UTF_8);
    }
}
