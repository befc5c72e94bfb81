package io.taskledger.vault.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileKeyStoreTest extends KeyStoreContract {

    @TempDir
    private Path parent;

    private Path folder;
    private KeyStore store;

    @Override
    KeyStore empty() throws Exception {
        folder = parent.resolve(UUID.randomUUID().toString());
        store = other();
        return store;
    }

    @Override
    KeyStore other() throws Exception {
        return new FileKeyStore(folder);
    }

    private Path owners() {
        return folder.resolve("owners");
    }

    @Test
    void only_its_owner_may_read_it() throws Exception {
        store.add("alice", key(1));

        assertThat(permissions(folder)).isEqualTo("rwx------");
        assertThat(permissions(onlyFile())).isEqualTo("rw-------");
    }

    @Test
    void what_a_killed_process_left_of_a_write_is_no_key_and_does_not_stay() throws Exception {
        store.add("alice", key(1));
        var left = Files.writeString(owners().resolve("0.new"), "a part of a key");

        assertThat(other().find("alice")).isInstanceOf(StoredKey.Live.class);
        assertThat(left).doesNotExist();
    }

    @Test
    void the_bytes_of_an_erased_key_are_overwritten_and_not_only_released() throws Exception {
        var key = key(1);
        store.add("alice", key);
        try (var before = Files.newByteChannel(onlyFile(), StandardOpenOption.READ)) {
            store.erase("alice", Instant.EPOCH);

            var left = ByteBuffer.allocate((int) before.size());
            before.read(left);
            assertThat(new String(left.array(), StandardCharsets.US_ASCII))
                    .doesNotContain(Base64.getEncoder().encodeToString(key.key().bytes()));
        }
    }

    @Test
    void a_damaged_file_is_neither_a_key_nor_an_erasure() throws Exception {
        store.add("alice", key(1));
        Files.writeString(onlyFile(), "?");

        assertThatThrownBy(() -> store.find("alice")).isInstanceOf(KeyStoreUnavailableException.class);
        assertThatThrownBy(() -> store.add("alice", key(2))).isInstanceOf(KeyStoreUnavailableException.class);
    }

    private Path onlyFile() throws Exception {
        try (var files = Files.list(owners())) {
            return files.findFirst().orElseThrow();
        }
    }

    private static String permissions(Path file) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
