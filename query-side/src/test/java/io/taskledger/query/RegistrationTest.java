package io.taskledger.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaModifier;
import io.taskledger.query.fold.Projection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each step of adding a projection that the compiler cannot see. */
class RegistrationTest {

    private static final List<Projection> REGISTERED = AllProjections.get().foldOrder();

    @Test
    void every_projection_is_registered() {
        for (var each : ArchitectureTest.CLASSES) {
            if (each.isAssignableTo(Projection.class)
                    && !each.isInterface()
                    && !each.getModifiers().contains(JavaModifier.ABSTRACT)) {
                assertThat(REGISTERED)
                        .as("Add a line for %s to AllProjections", each.getSimpleName())
                        .anyMatch(projection -> projection.getClass().getName().equals(each.getName()));
            }
        }
    }

    @Test
    void operators_are_told_to_drop_every_collection_when_they_rebuild() throws IOException {
        for (var page : List.of("operations.md", "read-models.md")) {
            var text = Files.readString(Path.of("../docs").resolve(page));
            for (var projection : REGISTERED) {
                assertThat(text)
                        .as("Add %s to the collections in docs/%s", projection.collection(), page)
                        .containsPattern("['`]" + projection.collection() + "['`]");
            }
        }
    }
}
