package io.taskledger.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Links between pages work, and decisions are numbered without gaps. */
class DocsTest {

    private static final Path DECISIONS = Path.of("../docs/adr");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(?:#[^)]*)?\\)");

    @Test
    void every_link_between_pages_leads_to_a_file() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(Path.of("../README.md"), Path.of("../CONTRIBUTING.md")));
        try (var files = Files.walk(Path.of("../docs"))) {
            files.filter(file -> file.toString().endsWith(".md")).forEach(pages::add);
        }

        assertThat(pages)
                .hasSizeGreaterThan(2)
                .allSatisfy(page -> assertThat(links(page))
                        .as(page.toString())
                        .allMatch(link -> Files.exists(page.resolveSibling(link))));
    }

    @Test
    void decisions_are_numbered_without_gaps_and_listed() throws IOException {
        List<String> names;
        try (var files = Files.list(DECISIONS)) {
            names = files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals("README.md"))
                    .sorted()
                    .toList();
        }
        var numbers = names.stream()
                .map(name -> Integer.valueOf(name.substring(0, 4)))
                .toList();
        var lines = names.stream().map(DocsTest::line).toList();

        assertThat(numbers)
                .isEqualTo(IntStream.rangeClosed(1, names.size()).boxed().toList());
        assertThat(text(DECISIONS.resolve("README.md")).lines().filter(line -> line.matches("\\| \\d.*")))
                .containsExactlyElementsOf(lines);
    }

    /** The line of a decision in the index: number, title, file. */
    private static String line(String name) {
        int number = Integer.parseInt(name.substring(0, 4));
        var first = text(DECISIONS.resolve(name)).lines().findFirst().orElseThrow();
        assertThat(first).startsWith("# " + number + ". ");
        return "| %d | [%s](%s) |".formatted(number, first.substring(first.indexOf(". ") + 2), name);
    }

    private static List<String> links(Path page) {
        return LINK.matcher(text(page))
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
