package io.taskledger.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.taskledger.edge.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class MemoryGuardTest {

    /** Memory in use including garbage, and the live part of it. */
    private volatile double used;

    private volatile double live;
    private volatile int collections;
    private Instant now = Instant.EPOCH.plus(Duration.ofDays(1));
    private final MockHttpServletResponse response = new MockHttpServletResponse();
    private final MemoryGuard guard =
            new MemoryGuard(MemoryGuardTest::isCommand, () -> used, 100 << 20, this::collect, () -> now);

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE"})
    void a_command_is_refused_when_the_memory_is_full_though_nothing_was_collected_yet(String method) {
        fill(0.85, 0.05);

        assertRefused(method);
    }

    @Test
    void what_a_collection_frees_is_used() {
        fill(0.6, 0.35);

        assertThat(passes("POST", "/api/tasks")).isTrue();
        assertThat(collections).isEqualTo(1);
    }

    @Test
    void a_full_memory_is_not_collected_again_for_each_command() {
        fill(0.9, 0.05);
        for (int i = 0; i < 3; i++) {
            assertRefused("POST");
        }
        assertThat(collections).isEqualTo(1);
    }

    @Test
    void a_full_memory_is_looked_at_again_after_a_while() {
        fill(0.9, 0);
        assertRefused("POST");
        now = now.plus(Duration.ofMinutes(1));
        live = 0.8; // a full server stays full when only little memory is freed
        assertRefused("POST");
        now = now.plus(Duration.ofMinutes(1));
        live = 0.5;

        assertThat(passes("POST", "/api/tasks")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"0.8, 0, true", "0.7, 0.2, false", "0.7, 0, false"})
    void a_start_with_what_had_filled_the_memory_is_full_from_the_beginning(
            double live, double garbage, boolean isFull) {
        fill(live, garbage);

        assertThat(new MemoryGuard(MemoryGuardTest::isCommand, () -> used, 100 << 20, this::collect, () -> now)
                        .isFull())
                .isEqualTo(isFull);
    }

    @Test
    void a_memory_that_is_nearly_full_is_collected_again_when_it_has_grown_and_not_before() {
        fill(0.84, 0.1);
        assertThat(passes("POST", "/api/tasks")).isTrue();
        used = 0.88;
        assertThat(passes("POST", "/api/tasks")).isTrue();
        assertThat(collections).isEqualTo(1);

        fill(0.86, 0.04);
        assertRefused("POST");
        assertThat(collections).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"GET, /api/tasks", "POST, /api/users/batch-get"})
    void a_query_is_answered_all_the_same(String method, String path) {
        fill(1, 0);

        assertThat(passes(method, path)).isTrue();
        assertThat(collections).isZero();
    }

    @Test
    void a_command_is_let_through_while_there_is_room() {
        fill(0.5, 0.34);

        assertThat(passes("POST", "/api/tasks")).isTrue();
        assertThat(collections).isZero();
    }

    @Test
    void near_the_limit_a_command_waits_for_those_before_it() throws Exception {
        fill(0.78, 0);
        var first = batch();
        var second = batch();
        assertThat(guard.preHandle(first, response, this)).isTrue();

        var waiting = CompletableFuture.supplyAsync(() -> guard.preHandle(second, response, this));
        assertThat(waiting).isNotDone();
        guard.afterCompletion(first, response, this, null);

        assertThat(waiting).succeedsWithin(Duration.ofMinutes(1)).isEqualTo(true);
    }

    @Test
    void a_command_that_waited_is_refused_when_those_before_it_have_filled_the_memory() throws Exception {
        fill(0.84, 0);
        var first = batch();
        assertThat(guard.preHandle(first, response, this)).isTrue();

        var waiting = CompletableFuture.supplyAsync(() -> guard.preHandle(batch(), response, this));
        fill(0.87, 0);
        guard.afterCompletion(first, response, this, null);

        assertThat(waiting)
                .failsWithin(Duration.ofMinutes(1))
                .withThrowableThat()
                .withMessageContaining("memory");
    }

    @Test
    void commands_go_side_by_side_while_there_is_room_for_all() {
        fill(0.5, 0);
        for (int i = 0; i < 8; i++) {
            assertThat(guard.preHandle(batch(), response, this)).isTrue();
        }
    }

    /** A body of one mebibyte, four hundredths of the memory. */
    private static MockHttpServletRequest batch() {
        var request = new MockHttpServletRequest("POST", "/api/tasks/batch");
        request.setContent(new byte[1 << 20]);
        return request;
    }

    @Test
    void this_jvm_has_a_memory_that_can_be_watched() {
        assertThat(MemoryGuard.ofThisJvm(MemoryGuardTest::isCommand).isFull()).isFalse();
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one collection at a time
    private void collect() {
        collections = collections + 1;
        used = live;
    }

    private void fill(double live, double garbage) {
        this.live = live;
        used = live + garbage;
    }

    /** Like after a start without data. */
    @BeforeEach
    void start() {
        fill(0.3, 0);
        assertThat(guard.isFull()).isFalse();
    }

    private static boolean isCommand(HttpServletRequest request) {
        return !request.getMethod().equals("GET") && !request.getRequestURI().endsWith("/batch-get");
    }

    private boolean passes(String method, String path) {
        var request = new MockHttpServletRequest(method, path);
        boolean passes = guard.preHandle(request, response, this);
        guard.afterCompletion(request, response, this, null);
        return passes;
    }

    private void assertRefused(String method) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> passes(method, "/api/tasks"))
                .satisfies(refused -> assertThat(refused.status()).isEqualTo(507));
    }
}
