package io.taskledger.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rules for the sources of all modules. */
class SourcesTest {

    @Test
    void everything_is_logged_with_slf4j() throws IOException {
        List<Path> sources;
        try (var files = Files.walk(Path.of(".."), 12)) {
            sources = files.filter(file -> file.toString().matches(".*/src/main/java/.*\\.java"))
                    .toList();
        }

        assertThat(sources)
                .hasSizeGreaterThan(300)
                .allSatisfy(source -> assertThat(Files.readString(source))
                        .as(source.toString())
                        .doesNotContain("System.Logger", "System.getLogger", "java.util.logging", "commons.logging"));
    }
}
