package io.taskledger.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    @Test
    void without_arguments_it_is_port_8080_and_the_folder_data() {
        assertThat(Settings.of()).isEqualTo(new Settings(Path.of("data").toAbsolutePath(), 8080, own(8080)));
    }

    @Test
    void arguments_choose_port_and_folder() {
        assertThat(Settings.of("--server.port=9090", "--taskledger.standalone.data=/tmp/../tmp/tasks"))
                .isEqualTo(new Settings(Path.of("/tmp/tasks"), 9090, own(9090)));
    }

    private static Users own(int port) {
        var origin = "http://127.0.0.1:" + port;
        return new Users(null, origin + "/api/auth/jwks", origin, origin, "http://localhost:3000");
    }

    @Test
    void an_auth_server_gives_keys_issuer_and_audience_and_its_pages_may_ask() {
        assertThat(Settings.of("--taskledger.standalone.auth=HTTP://Auth.example.com:80/app/")
                        .users())
                .satisfies(users -> {
                    assertThat(users.keys()).isEqualTo("http://auth.example.com/app/api/auth/jwks");
                    assertThat(users.issuer()).isEqualTo("http://auth.example.com");
                    assertThat(users.audience()).isEqualTo("http://auth.example.com");
                    assertThat(users.frontends()).isEqualTo("http://localhost:3000,http://auth.example.com");
                });
    }

    @Test
    void what_is_told_of_an_auth_server_wins_over_what_follows_from_its_url() {
        assertThat(Settings.of(
                                "--taskledger.standalone.auth=http://localhost:3000",
                                "--taskledger.auth.issuer=https://issuer.example.com",
                                "--taskledger.auth.audience=tasks",
                                "--FRONTEND_URL=http://localhost:5173")
                        .users())
                .isEqualTo(new Users(
                        AuthUrl.parse("http://localhost:3000"),
                        "http://localhost:3000/api/auth/jwks",
                        "https://issuer.example.com",
                        "tasks",
                        "http://localhost:5173"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost:3000",
                "//localhost:3000",
                "ftp://localhost",
                "http://",
                "http://localhost:99999",
                "http://a:b@localhost",
                "http://localhost/?x=1",
                "http://local host",
                "x"
            })
    void an_auth_server_that_is_none_is_told_in_a_sentence(String url) {
        assertThatThrownBy(() -> Settings.of("--taskledger.standalone.auth=" + url))
                .isInstanceOf(CannotStartException.class)
                .hasMessage("--auth takes the base URL of a Better Auth server, such as http://localhost:3000, not '"
                        + url + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65536", "http", "-1", ""})
    void a_port_that_is_none_is_told_in_a_sentence(String port) {
        assertThatThrownBy(() -> Settings.of("--server.port=" + port))
                .isInstanceOf(CannotStartException.class)
                .hasMessage("--port takes a number from 1 to 65535, not " + port);
    }

    @Test
    void a_taken_port_is_told_in_a_sentence_with_the_way_out() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var settings = new Settings(Path.of("data"), taken.getLocalPort(), own(taken.getLocalPort()));

            assertThatThrownBy(settings::requireFreePort)
                    .isInstanceOf(CannotStartException.class)
                    .hasMessageStartingWith("Port " + taken.getLocalPort() + " of 127.0.0.1 is taken; choose another")
                    .hasMessageContaining("./run --port ");
        }
    }
}
