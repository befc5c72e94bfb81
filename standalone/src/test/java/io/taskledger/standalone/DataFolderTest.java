package io.taskledger.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

    @TempDir
    Path folder;

    @Test
    void a_folder_that_is_missing_is_made() {
        try (var data = DataFolder.open(folder.resolve("a/b"))) {
            assertThat(data.path()).isDirectory();
        }
    }

    @Test
    void a_folder_in_use_is_told_in_a_sentence_and_free_again_once_closed() {
        try (var data = DataFolder.open(folder)) {
            assertThatThrownBy(() -> DataFolder.open(data.path()))
                    .isInstanceOf(CannotStartException.class)
                    .hasMessage("Another Taskledger uses the folder %s; stop it, or choose another folder:"
                                    .formatted(folder)
                            + " ./run --data DIR");
        }
        DataFolder.open(folder).close();
    }

    @Test
    void commits_without_the_keys_of_their_owners_are_not_opened() throws Exception {
        Files.createDirectory(folder.resolve("kafka"));

        assertThatThrownBy(() -> DataFolder.open(folder))
                .isInstanceOf(CannotStartException.class)
                .hasMessageStartingWith("The folder " + folder + " contains commits, but not the keys of owners");
    }

    @Test
    void the_keys_are_there_before_the_first_commit_can_be() throws Exception {
        DataFolder.open(folder).close();
        Files.createDirectory(folder.resolve("kafka"));

        DataFolder.open(folder).close();
    }

    @Test
    void a_folder_that_cannot_be_written_is_told_in_a_sentence() throws Exception {
        var file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> DataFolder.open(file))
                .isInstanceOf(CannotStartException.class)
                .hasMessageStartingWith("The folder " + file + " cannot be written: it is a file; choose another one");
        assertThatThrownBy(() -> DataFolder.open(file.resolve("below")))
                .isInstanceOf(CannotStartException.class)
                .hasMessageContaining("cannot be written: Not a directory");
    }
}
