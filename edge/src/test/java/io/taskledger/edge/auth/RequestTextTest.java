package io.taskledger.edge.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;

/** Our loops over a request's text decide as Spring Security's regular expressions do. */
class RequestTextTest {

    private static final String INTERESTING =
            "aZ09-._~+/==  Bearer\t\u0000\u001f\u007f\u0085\u00e9,;:@[`{\u0378\ud800\udc00\udbff";
    private static final Pattern PRINTABLE = Pattern.compile("[\\p{IsAssigned}&&[^\\p{IsControl}]]*");
    private static final Pattern HEADER_VALUE = Pattern.compile("[\\p{IsAssigned}&&[[^\\p{IsControl}]||\\t]]*");

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
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            String header = (random.nextInt(4) > 0 ? "Bearer " : "") + text(random, random.nextInt(6));
            assertThat(read(header)).as("%s", header).isEqualTo(readByLibrary(header));
        }
    }

    @Test
    void two_authorization_headers_are_no_token() {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.addHeader("Authorization", "Bearer abc");
        request.addHeader("Authorization", "Bearer def");
        assertThat(BearerToken.of(request)).isNull();
    }

    @Test
    void random_headers_pass_the_firewall_as_they_pass_the_librarys() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            String text = text(random, random.nextInt(5));
            assertThat(RequestFirewall.isPrintable(text))
                    .as("%s", text)
                    .isEqualTo(PRINTABLE.matcher(text).matches());
            assertThat(RequestFirewall.isHeaderValue(text))
                    .as("%s", text)
                    .isEqualTo(HEADER_VALUE.matcher(text).matches());
        }
    }

    @Test
    void every_character_passes_the_firewall_as_it_passes_the_librarys() {
        for (int character = 0; character <= Character.MAX_CODE_POINT; character++) {
            String text = Character.toString(character);
            if (RequestFirewall.isHeaderValue(text)
                    != HEADER_VALUE.matcher(text).matches()) {
                assertThat(text).as("U+%04X", character).isEmpty();
            }
        }
    }

    private static String text(Random random, int length) {
        StringBuilder text = new StringBuilder();
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
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.addHeader("Authorization", header);
        return request;
    }
}
