package io.taskledger.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReadmeTest {

    @Test
    void the_readme_shows_the_lines_that_are_printed() throws Exception {
        assertThat(Files.readString(Path.of("../README.md"))).contains(new PageTexts("http://127.0.0.1:8080").curl());
    }

    @Test
    void the_lines_that_are_printed_name_the_port_in_use() {
        assertThat(new PageTexts("http://127.0.0.1:9090").curl())
                .contains("http://127.0.0.1:9090/")
                .doesNotContain(":8080");
    }
}
