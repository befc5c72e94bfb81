package io.taskledger.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rules for the sources of all modules. */
class SourcesTest {

    @Test
    void everything_is_logged_with_slf4j() throws IOException {
        var sources = new ArrayList<Path>();
        try (var modules = Files.newDirectoryStream(Path.of(".."))) {
            for (var module : modules) {
                sources.addAll(sources(module.resolve("src/main/java")));
            }
        }

        assertThat(sources)
                .hasSizeGreaterThan(300)
                .allSatisfy(source -> assertThat(Files.readString(source))
                        .as(source.toString())
                        .doesNotContain("System.Logger", "System.getLogger", "java.util.logging", "commons.logging"));
    }

    /** Only this folder is searched, because other modules may be building beside it. */
    private static List<Path> sources(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }
}
