package io.taskledger.contract.commit;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.contract.event.EventType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** The page that describes the format agrees with the code. */
class CommitFormatPageTest {

    private static final String PAGE = page();

    @Test
    void its_example_is_the_golden_commit() {
        var golden = Golden.all().getFirst();

        assertThat(PAGE).contains(GoldenFiles.text(golden.file()));
        assertThat(PAGE).contains("`" + golden.commit().hash() + "`");
    }

    @Test
    void it_describes_every_field() {
        var commit = JsonMapper.shared().readTree(Golden.all().getFirst().bytes());

        assertThat(commit.propertyNames()).allSatisfy(field -> assertThat(PAGE).contains("\n| `" + field + "` |"));
        assertThat(commit.at("/events/0").propertyNames())
                .allSatisfy(field -> assertThat(PAGE).contains("\n| `" + field + "` |"));
    }

    @Test
    void it_lists_every_event_type() {
        for (var type : EventType.values()) {
            assertThat(PAGE).contains("`" + type.wireName() + "`");
        }
    }

    private static String page() {
        try {
            return Files.readString(Path.of("../docs/commit-format.md"));
        } catch (IOException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
