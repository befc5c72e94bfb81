package io.taskledger.standalone.issuer;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.taskledger.edge.problem.ProblemException;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

class LocalOnlyTest {

    private final LocalOnly local = new LocalOnly(Set.of("http://localhost:3000"));
    private final MockHttpServletRequest request = new MockHttpServletRequest("POST", "/dev/token");

    @BeforeEach
    void come_from_here() {
        request.setRemoteAddr("127.0.0.1");
        request.addHeader("Host", "127.0.0.1:8080");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:8080", "127.0.0.1", "[::1]:8080"})
    void this_machine_under_any_of_its_names_is_served(String host) {
        request.removeHeader("Host");
        request.addHeader("Host", host);
        served();
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example:8080", "127.0.0.1.evil.example", "localhost.evil.example", "10.0.0.7"})
    void a_name_that_was_made_to_resolve_to_this_machine_is_refused(String host) {
        request.removeHeader("Host");
        request.addHeader("Host", host);
        refused();
    }

    @Test
    void another_machine_is_refused_whatever_host_it_names() {
        request.setRemoteAddr("10.0.0.7");
        refused();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:8080", "http://localhost:3000"})
    void the_own_page_and_the_configured_frontend_are_served(String origin) {
        request.addHeader("Origin", origin);
        request.addHeader("Sec-Fetch-Site", "cross-site");
        served();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "null", "http://127.0.0.1:9999"})
    void the_page_of_another_site_is_refused(String origin) {
        request.addHeader("Origin", origin);
        refused();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site"})
    void a_request_across_sites_is_refused_also_where_it_names_no_origin(String site) {
        request.addHeader("Sec-Fetch-Site", site);
        refused();
    }

    private void served() {
        assertThatCode(() -> local.check(request)).doesNotThrowAnyException();
    }

    private void refused() {
        assertThatThrownBy(() -> local.check(request)).isInstanceOf(ProblemException.class);
    }
}
