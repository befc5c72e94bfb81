package io.taskledger.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.taskledger.edge.problem.ProblemException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class MemoryGuardTest {

    private final AtomicInteger collections = new AtomicInteger();
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE"})
    void a_command_is_refused_when_nine_tenths_of_the_memory_are_taken(String method) {
        MemoryGuard guard = new MemoryGuard(() -> 0.9, collections::incrementAndGet);
        MockHttpServletRequest request = new MockHttpServletRequest(method, "/api/tasks");

        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> guard.preHandle(request, response, this))
                .satisfies(refused -> assertThat(refused.status()).isEqualTo(507));
    }

    @Test
    void what_a_collection_frees_is_used() {
        MemoryGuard guard = new MemoryGuard(() -> collections.get() == 0 ? 0.95 : 0.6, collections::incrementAndGet);

        assertThat(guard.preHandle(new MockHttpServletRequest("POST", "/api/tasks"), response, this))
                .isTrue();
        assertThat(collections).hasValue(1);
    }

    @Test
    void a_full_memory_is_not_collected_again_for_each_command() {
        MemoryGuard guard = new MemoryGuard(() -> 0.95, collections::incrementAndGet);
        for (int i = 0; i < 3; i++) {
            assertThatExceptionOfType(ProblemException.class)
                    .isThrownBy(
                            () -> guard.preHandle(new MockHttpServletRequest("POST", "/api/tasks"), response, this));
        }
        assertThat(collections).hasValue(1);
    }

    @ParameterizedTest
    @CsvSource({"GET, /api/tasks", "POST, /api/users/batch-get"})
    void a_query_is_answered_all_the_same(String method, String path) {
        MemoryGuard guard = new MemoryGuard(() -> 1, collections::incrementAndGet);

        assertThat(guard.preHandle(new MockHttpServletRequest(method, path), response, this))
                .isTrue();
        assertThat(collections).hasValue(0);
    }

    @Test
    void a_command_is_let_through_while_there_is_room() {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/api/tasks");

        assertThat(new MemoryGuard(() -> 0.89, collections::incrementAndGet).preHandle(request, response, this))
                .isTrue();
        assertThat(collections).hasValue(0);
        assertThat(MemoryGuard.ofThisJvm().preHandle(request, response, this)).isTrue();
    }
}
