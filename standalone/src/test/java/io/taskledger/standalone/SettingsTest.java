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
        assertThat(Settings.of()).isEqualTo(new Settings(Path.of("data").toAbsolutePath(), 8080));
    }

    @Test
    void arguments_choose_port_and_folder() {
        assertThat(Settings.of("--server.port=9090", "--taskledger.standalone.data=/tmp/../tmp/tasks"))
                .isEqualTo(new Settings(Path.of("/tmp/tasks"), 9090));
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
            var settings = new Settings(Path.of("data"), taken.getLocalPort());

            assertThatThrownBy(settings::requireFreePort)
                    .isInstanceOf(CannotStartException.class)
                    .hasMessageStartingWith("Port " + taken.getLocalPort() + " of 127.0.0.1 is taken; choose another")
                    .hasMessageContaining("./run --port ");
        }
    }
}
