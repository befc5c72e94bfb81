package io.taskledger.edge.auth;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/** Our loops over a request's text decide as Spring Security's regular expressions do. */
class RequestTextTest {

    private static final String INTERESTING =
            "aZ09-._~+/==  Bearer\t\u0000\u001f\u007f\u0085\u00e9,;:@[`{\u0378\ud800\udc00\udbff";
    private static final String HEADER = "X-Text";
    private final OneHeader request = new OneHeader();
    private final HttpServletRequest ours = RequestFirewall.create().getFirewalledRequest(request);
    private final HttpServletRequest librarys = new StrictHttpFirewall().getFirewalledRequest(request);

    /** A text as the value of a header, as its name, and as the name of a parameter. */
    private static List<Consumer<HttpServletRequest>> reads(String text) {
        return List.of(
                request -> request.getHeader(HEADER),
                request -> request.getHeader(text),
                request -> request.getParameter(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer abc.def-ghi_~+/==",
                "bearer abc",
                "BEARER a=",
                "Bearer",
                "Bearer ",
                "Bearer =",
                "Bearer  abc",
                "Bearer abc def",
                "Bearer abc=d",
                "Bearer abc ",
                "Bearerabc",
                "Basic YTpi",
                ""
            })
    void a_token_is_read_as_the_library_reads_it(String header) {
        assertThat(read(header)).isEqualTo(readByLibrary(header));
    }

    @Test
    void random_headers_are_read_as_the_library_reads_them() {
        var random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            var header = (random.nextInt(4) > 0 ? "Bearer " : "") + text(random, random.nextInt(6));
            assertThat(read(header)).as("%s", header).isEqualTo(readByLibrary(header));
        }
    }

    @Test
    void two_authorization_headers_are_no_token() {
        var request = new MockHttpServletRequest();
        request.addHeader("Authorization", "Bearer abc");
        request.addHeader("Authorization", "Bearer def");
        assertThat(BearerToken.of(request)).isNull();
    }

    @Test
    void random_names_and_values_pass_our_firewall_as_they_pass_the_librarys() {
        var random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            requireSameDecision(text(random, random.nextInt(5)));
        }
    }

    @Test
    void every_character_of_the_basic_plane_passes_our_firewall_as_it_passes_the_librarys() {
        for (int character = 0; character <= Character.MAX_VALUE; character++) {
            requireSameDecision(Character.toString(character));
        }
    }

    private void requireSameDecision(String text) {
        request.value = text;
        for (var read : reads(text)) {
            assertThat(passes(ours, read)).as("%s", text).isEqualTo(passes(librarys, read));
        }
    }

    private static boolean passes(HttpServletRequest firewalled, Consumer<HttpServletRequest> read) {
        try {
            read.accept(firewalled);
            return true;
        } catch (RequestRejectedException e) {
            return false;
        }
    }

    /** A request with one header, whose value may be any text. */
    private static final class OneHeader extends MockHttpServletRequest {

        private String value = "";

        OneHeader() {
            super("GET", "/");
        }

        @Override
        public @Nullable String getHeader(String name) {
            return name.equals(HEADER) ? value : null;
        }
    }

    private static String text(Random random, int length) {
        var text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(INTERESTING.charAt(random.nextInt(INTERESTING.length())));
        }
        return text.toString();
    }

    private static @Nullable String read(String header) {
        return BearerToken.of(request(header));
    }

    private static @Nullable String readByLibrary(String header) {
        try {
            return new DefaultBearerTokenResolver().resolve(request(header));
        } catch (OAuth2AuthenticationException e) {
            return null;
        }
    }

    private static MockHttpServletRequest request(String header) {
        var request = new MockHttpServletRequest();
        request.addHeader("Authorization", header);
        return request;
    }
}
