package io.taskledger.query.api;

import static io.taskledger.query.CommitChain.task;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.contract.event.TaskEvent.TaskCreated;
import io.taskledger.contract.task.Priority;
import io.taskledger.contract.task.TaskDetails;
import io.taskledger.query.api.QueryService.User;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every query string that RFC 3986 allows is accepted or refused by name, and works for the next page. */
class QueryStringsApiTest {

    private static final int CASES = 60 * Integer.getInteger("taskledger.cases.factor", 1);

    /** Characters that need no escaping in a query, except separators and the plus, which means a space. */
    private static final String LEGAL = "abcXYZ019-._~!$'()*,;=:@/?";

    private static final List<String> CHARACTERS = List.of("%", "&", "+", " ", "#", "é", "日", "🎉", "\"", "<", "\\");

    private final User alice = QueryService.shared().newUser();
    private final Random random = new Random(11);

    private String create(String... tags) {
        var id = UUID.randomUUID();
        alice.commit(task(id, new TaskCreated(new TaskDetails("Title", "", Priority.NONE, null, List.of(tags)))));
        return id.toString();
    }

    /** Two tasks with this tag, in one commit. */
    private List<String> createTwo(String tag) {
        var one = UUID.randomUUID();
        var other = UUID.randomUUID();
        alice.commit(
                task(one, new TaskCreated(new TaskDetails("Title", "", Priority.NONE, null, List.of(tag)))),
                task(other, new TaskCreated(new TaskDetails("Title", "", Priority.NONE, null, List.of("x", tag)))));
        return List.of(one.toString(), other.toString());
    }

    static @Nullable String next(@Nullable String link) {
        return link == null ? null : link.substring(1, link.indexOf('>'));
    }

    @Test
    void a_link_to_the_next_page_keeps_whatever_was_asked_for() {
        for (int i = 0; i < CASES; i++) {
            var tag = tag();
            var expected = new HashSet<>(createTwo(tag));
            var path = "/api/tasks?" + decoy() + "limit=1&tag=" + encoded(tag) + "&tag=" + encoded(tag + "=");

            var first = alice.get(path);
            assertThat(first.status()).as(path).isEqualTo(200);
            var link = next(first.header("Link"));
            assertThat(link).as(path).isNotNull();
            var second = alice.get(link);

            assertThat(second.status()).as(link).isEqualTo(200);
            assertThat(second.header("Link")).as(link).isNull();
            expected.removeAll(first.ids());
            assertThat(second.ids()).as(link).containsExactlyElementsOf(expected);
        }
    }

    /** Parameters and empty parts before those that matter. */
    private String decoy() {
        return List.of("", "&", "overdue=false&", "deleted=any&", "s%6Frt=-title&")
                .get(random.nextInt(5));
    }

    private String tag() {
        var tag = new StringBuilder();
        int length = 1 + random.nextInt(12);
        for (int i = 0; i < length; i++) {
            tag.append(
                    random.nextInt(3) == 0
                            ? CHARACTERS.get(random.nextInt(CHARACTERS.size()))
                            : LEGAL.charAt(random.nextInt(LEGAL.length())));
        }
        return "t" + tag + random.nextInt(1_000_000);
    }

    /** Escapes what must be escaped, and more. */
    private String encoded(String text) {
        var encoded = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (LEGAL.indexOf(c) >= 0 && random.nextInt(4) > 0) {
                encoded.appendCodePoint(c);
            } else if (c == ' ' && random.nextBoolean()) {
                encoded.append('+');
            } else {
                for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
                    encoded.append(random.nextBoolean() ? "%%%02X".formatted(b) : "%%%02x".formatted(b));
                }
            }
        });
        return encoded.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tag=a=b", "tag=x==", "tag==", "q=a=b", "tag=a%3Db", "tag=%25&q=Title", "&&tag=a=b&"})
    void an_equals_sign_in_a_value_is_part_of_it(String query) {
        for (int i = 0; i < 2; i++) {
            create("a=b", "x==", "=", "%");
        }
        alice.commit(
                task(UUID.randomUUID(), new TaskCreated(new TaskDetails("a b", "", Priority.NONE, null, List.of()))));
        alice.commit(
                task(UUID.randomUUID(), new TaskCreated(new TaskDetails("b a", "", Priority.NONE, null, List.of()))));

        var first = alice.get("/api/tasks?limit=1&" + query);

        assertThat(first.status()).isEqualTo(200);
        assertThat(alice.get(next(first.header("Link"))).ids()).hasSize(1).doesNotContainAnyElementsOf(first.ids());
    }

    @Test
    void any_query_string_at_all_is_answered_by_the_contract() {
        create("a");
        create("b");
        for (int i = 0; i < CASES; i++) {
            var query = new StringBuilder("limit=1");
            for (int parts = random.nextInt(4); parts >= 0; parts--) {
                query.append('&')
                        .append(List.of("q", "tag", "cursor", "status", "x").get(random.nextInt(5)))
                        .append('=')
                        .append(encoded(tag()))
                        .append(List.of("", "%00", "%FF", "%C3", "%ED%A0%80", "%F4%90%80%80")
                                .get(random.nextInt(6)));
            }
            assertThat(alice.get("/api/tasks?" + query).status())
                    .as(query.toString())
                    .isIn(200, 400);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"q=!!!", "q=%20", "q=", "q==", "q=%F0%9F%8E%89", "q=%00", "q=-", "q"})
    void a_search_without_words_finds_nothing(String query) {
        create("a");
        var found = alice.get("/api/tasks?" + query);

        assertThat(found.status()).isEqualTo(200);
        assertThat(found.ids()).isEmpty();
        assertThat(found.body().path("next").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "colour=red,colour,cursor",
        "limit=1&c%6Flour=red,colour,cursor",
        "%F0%9F%8E%89=1,🎉,cursor",
    })
    void an_unknown_parameter_is_named_beside_those_that_are_known(String query, String name, String known) {
        var refused = alice.get("/api/tasks?" + query);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().at("/details/0/field").stringValue()).isEqualTo(name);
        assertThat(refused.body().path("message").stringValue()).contains(name).contains(known);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a%00=1", "%0A", "limit%0D=1", "%7F=", "%C2%85=1"})
    void a_parameter_whose_name_holds_control_characters_is_refused(String query) {
        assertThat(alice.get("/api/tasks?" + query).status()).isEqualTo(400);
        assertThat(alice.get("/api/tasks/stats?" + query).status()).isEqualTo(400);
    }

    @Test
    void a_route_without_parameters_says_so() {
        var refused = alice.get("/api/tasks/" + UUID.randomUUID() + "?colour=red");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().at("/details/0/field").stringValue()).isEqualTo("colour");
        assertThat(refused.body().path("message").stringValue()).endsWith("known: none");
    }

    @Test
    void a_parameter_with_a_name_without_end_is_refused_in_few_words() {
        var refused = alice.get("/api/tasks?" + "x".repeat(5_000) + "=1");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().at("/details/0/field").stringValue()).hasSizeLessThan(100);
    }
}
