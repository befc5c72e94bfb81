package io.taskledger.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.taskledger.edge.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class MemoryGuardTest {

    private final MockHttpServletResponse response = new MockHttpServletResponse();

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE"})
    void a_command_is_refused_when_nine_tenths_of_the_memory_are_taken(String method) {
        MemoryGuard guard = new MemoryGuard(() -> 0.9);
        MockHttpServletRequest request = new MockHttpServletRequest(method, "/api/tasks");

        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> guard.preHandle(request, response, this))
                .satisfies(refused -> assertThat(refused.status()).isEqualTo(507));
    }

    @Test
    void a_query_is_answered_all_the_same() {
        assertThat(new MemoryGuard(() -> 1).preHandle(new MockHttpServletRequest("GET", "/api/tasks"), response, this))
                .isTrue();
    }

    @Test
    void a_command_is_let_through_while_there_is_room() {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/api/tasks");

        assertThat(new MemoryGuard(() -> 0.89).preHandle(request, response, this))
                .isTrue();
        assertThat(MemoryGuard.ofThisJvm().preHandle(request, response, this)).isTrue();
    }
}
