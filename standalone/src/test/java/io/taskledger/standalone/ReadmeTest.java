package io.taskledger.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReadmeTest {

    @Test
    void the_readme_shows_the_lines_that_are_printed() throws Exception {
        assertThat(Files.readString(Path.of("../README.md")))
                .contains(new PageTexts("http://127.0.0.1:8080", "").curl());
    }

    @Test
    void the_lines_that_are_printed_name_the_port_in_use() {
        assertThat(new PageTexts("http://127.0.0.1:9090", "").curl())
                .contains("http://127.0.0.1:9090/")
                .doesNotContain(":8080");
    }

    @Test
    void the_lines_that_are_printed_name_the_auth_server_in_use() {
        assertThat(new PageTexts("http://127.0.0.1:8080", "https://auth.example.com/app").curl())
                .startsWith("curl -so /dev/null -c cookies.txt https://auth.example.com/app/api/auth/sign-in/email ")
                .contains("\nTOKEN=$(curl ", "https://auth.example.com/app/api/auth/token", "\nTASK=")
                .doesNotContain("/dev/token", "localhost:3000");
    }
}
