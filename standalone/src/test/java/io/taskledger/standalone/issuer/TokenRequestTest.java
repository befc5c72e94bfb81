package io.taskledger.standalone.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.taskledger.edge.problem.ProblemException;
import io.taskledger.edge.problem.Violation;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class TokenRequestTest {

    private final TokenRequest.Reader reader =
            new TokenRequest.Reader(JsonMapper.builder().build());

    @Test
    void a_token_lives_half_a_day_and_has_no_role_unless_told() {
        assertThat(read("{'sub':'alice'}")).isEqualTo(new TokenRequest("alice", null, Duration.ofHours(12)));
    }

    @ParameterizedTest
    @CsvSource({"60,60", "'60',60", "'15m',900", "'PT1H',3600", "'30d',2592000"})
    void a_time_to_live_is_seconds_or_a_text(String ttl, long seconds) {
        assertThat(read("{'sub':'alice','role':'admin','ttl':'" + ttl + "'}"))
                .isEqualTo(new TokenRequest("alice", "admin", Duration.ofSeconds(seconds)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "'31d'", "true", "'soon'", "1.5", "{}", "99999999999999999999"})
    void a_time_to_live_that_makes_no_sense_is_refused(String ttl) {
        assertThatThrownBy(() -> read("{'sub':'alice','ttl':" + ttl + "}"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.details())
                                .extracting(Violation::field)
                                .containsExactly("ttl"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{'sub':null}", "{'sub':' '}", "{'sub':7}", "{'sub':'a\\u0000'}"})
    void a_user_is_required(String body) {
        assertThatThrownBy(() -> read(body))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.details())
                                .extracting(Violation::field)
                                .containsExactly("sub"));
    }

    @Test
    void an_unknown_field_is_refused_by_name() {
        assertThatThrownBy(() -> read("{'sub':'alice','user':'bob'}"))
                .hasMessageContaining("Unknown field; the fields are sub, role and ttl");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sub=alice", "[]", "'alice'", "{'sub':"})
    void what_is_no_json_object_is_refused_with_an_example(String body) {
        assertThatThrownBy(() -> read(body)).isInstanceOfSatisfying(ProblemException.class, problem -> {
            assertThat(problem.status()).isEqualTo(400);
            assertThat(problem.detail()).contains("{\"sub\":\"alice\",\"role\":\"user\"}");
        });
    }

    private TokenRequest read(String body) {
        return reader.read(body.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}
