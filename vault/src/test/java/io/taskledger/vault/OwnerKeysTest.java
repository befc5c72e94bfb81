package io.taskledger.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.vault.crypto.MasterKeys;
import io.taskledger.vault.crypto.OwnerKey;
import io.taskledger.vault.crypto.WrappedKey;
import io.taskledger.vault.store.FileKeyStore;
import io.taskledger.vault.store.KeyStore;
import io.taskledger.vault.store.KeyStoreUnavailableException;
import io.taskledger.vault.store.StoredKey;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnerKeysTest {

    private static final String OLD = "2025:" + base64(1);
    private static final String NEW = "2026:" + base64(2);
    private static final byte[] TEXT = "text".getBytes(UTF_8);
    private static final byte[] HERE = "here".getBytes(UTF_8);

    private final AtomicLong nanos = new AtomicLong();
    private Watched store;
    private OwnerKeys keys;

    @BeforeEach
    void create(@TempDir Path folder) throws IOException {
        store = new Watched(new FileKeyStore(folder.resolve("keys")));
        keys = keys(OLD);
    }

    private OwnerKeys keys(String masters) {
        return new OwnerKeys(store, MasterKeys.parse(masters), nanos::get);
    }

    @Test
    void a_writer_gives_the_owner_a_key_and_every_node_reads_with_it() {
        var sealed = usable(keys.findOrCreate("alice")).seal(TEXT, HERE);

        assertThat(usable(keys.find("alice")).open(sealed, HERE)).isEqualTo(TEXT);
        assertThat(usable(keys(OLD).find("alice")).open(sealed, HERE)).isEqualTo(TEXT);
        assertThat(usable(keys(OLD).findOrCreate("alice")).open(sealed, HERE)).isEqualTo(TEXT);
    }

    @Test
    void a_key_is_read_once_a_minute() {
        keys.findOrCreate("alice");
        int before = store.reads;
        keys.findOrCreate("alice");
        keys.find("alice");
        assertThat(store.reads).isEqualTo(before);

        nanos.addAndGet(OwnerKeys.KEPT.toNanos());
        keys.find("alice");
        assertThat(store.reads).isEqualTo(before + 1);
    }

    @Test
    void an_owner_without_a_key_is_unavailable_to_readers_and_not_for_ever() {
        assertThat(keys.find("alice")).isInstanceOf(OwnerKeyState.Unavailable.class);

        keys(OLD).findOrCreate("alice");

        assertThat(keys.find("alice")).isInstanceOf(OwnerKeyState.Usable.class);
    }

    @Test
    void an_erased_owner_is_erased_to_readers_and_writers() {
        keys.findOrCreate("alice");
        store.erase("alice", Instant.EPOCH);
        keys.forget("alice");

        assertThat(keys.find("alice")).isEqualTo(new OwnerKeyState.Erased(Instant.EPOCH));
        assertThat(keys.findOrCreate("alice")).isEqualTo(new OwnerKeyState.Erased(Instant.EPOCH));
    }

    @Test
    void a_node_that_is_not_told_of_an_erasure_finds_it_within_a_minute() {
        keys.findOrCreate("alice");
        store.erase("alice", Instant.EPOCH);

        nanos.addAndGet(OwnerKeys.KEPT.toNanos());
        assertThat(keys.findOrCreate("alice")).isEqualTo(new OwnerKeyState.Erased(Instant.EPOCH));
    }

    @Test
    void a_key_that_was_read_before_an_erasure_is_not_kept_after_it() {
        keys(OLD).findOrCreate("alice");
        store.afterNextRead = () -> {
            store.erase("alice", Instant.EPOCH);
            keys.forget("alice");
        };
        assertThat(keys.find("alice")).isInstanceOf(OwnerKeyState.Usable.class);

        assertThat(keys.find("alice")).isEqualTo(new OwnerKeyState.Erased(Instant.EPOCH));
    }

    @Test
    void a_store_that_does_not_respond_is_neither_an_erasure_nor_remembered() {
        keys(OLD).findOrCreate("alice");
        store.fails = true;
        assertThat(keys.find("alice")).isInstanceOf(OwnerKeyState.Unavailable.class);
        assertThat(keys.findOrCreate("bob")).isInstanceOf(OwnerKeyState.Unavailable.class);
        assertThat(keys.obstacle()).isEqualTo("It does not respond");

        store.fails = false;
        assertThat(keys.find("alice")).isInstanceOf(OwnerKeyState.Usable.class);
    }

    @Test
    void operators_are_told_for_a_minute_why_keys_cannot_be_read() {
        store.fails = true;
        keys.find("alice");
        assertThat(keys.obstacle()).isNotNull();

        nanos.addAndGet(Duration.ofMinutes(1).toNanos());
        assertThat(keys.obstacle()).isNull();
    }

    @Test
    void of_several_troubles_in_a_minute_the_first_is_told() {
        keys.findOrCreate("alice");
        var wrong = keys("2025:" + base64(3));
        wrong.find("alice");
        store.fails = true;
        wrong.find("alice");

        assertThat(wrong.obstacle()).isEqualTo("The master key 2025 is not the one that wrapped the key");
    }

    @Test
    void a_wrong_master_key_makes_owners_unavailable_and_changes_nothing() {
        var sealed = usable(keys.findOrCreate("alice")).seal(TEXT, HERE);
        var wrong = keys("2025:" + base64(3));

        assertThat(wrong.find("alice")).isInstanceOf(OwnerKeyState.Unavailable.class);
        assertThat(wrong.findOrCreate("alice"))
                .isEqualTo(new OwnerKeyState.Unavailable(
                        "The master key 2025 is not the one that wrapped the key", false));
        assertThat(usable(keys(OLD).find("alice")).open(sealed, HERE)).isEqualTo(TEXT);
    }

    @Test
    void a_rotation_wraps_all_keys_anew_and_then_the_old_master_key_can_go() {
        var alice = usable(keys.findOrCreate("alice")).seal(TEXT, HERE);
        var bob = usable(keys.findOrCreate("bob")).seal(TEXT, HERE);
        store.erase("carol", Instant.EPOCH);

        assertThat(keys(NEW + "," + OLD).rewrapAll()).isEqualTo(2);
        assertThat(keys(NEW + "," + OLD).rewrapAll()).isZero();

        assertThat(usable(keys(NEW).find("alice")).open(alice, HERE)).isEqualTo(TEXT);
        assertThat(usable(keys(NEW).find("bob")).open(bob, HERE)).isEqualTo(TEXT);
        assertThat(keys(NEW).find("carol")).isEqualTo(new OwnerKeyState.Erased(Instant.EPOCH));
    }

    private static OwnerKey usable(OwnerKeyState state) {
        assertThat(state).isInstanceOf(OwnerKeyState.Usable.class);
        return ((OwnerKeyState.Usable) state).key();
    }

    private static String base64(int seed) {
        var bytes = new byte[32];
        bytes[0] = (byte) seed;
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** Counts reads, and fails or is overtaken when told. */
    private static final class Watched implements KeyStore {

        private final KeyStore store;
        private int reads;
        private boolean fails;
        private @Nullable Runnable afterNextRead;

        private Watched(KeyStore store) {
            this.store = store;
        }

        @Override
        public String id() {
            return store.id();
        }

        @Override
        public Set<String> mastersInUse() {
            return store.mastersInUse();
        }

        @Override
        public WrappedKey masterCheck(WrappedKey proposal) {
            return store.masterCheck(proposal);
        }

        @Override
        public @Nullable StoredKey find(String owner) {
            if (fails) {
                throw new KeyStoreUnavailableException("It does not respond", new IOException());
            }
            reads++;
            var found = store.find(owner);
            var then = afterNextRead;
            afterNextRead = null;
            if (then != null) {
                then.run();
            }
            return found;
        }

        @Override
        public StoredKey add(String owner, StoredKey.Live key) {
            return store.add(owner, key);
        }

        @Override
        public boolean rewrap(String owner, StoredKey.Live expected, StoredKey.Live key) {
            return store.rewrap(owner, expected, key);
        }

        @Override
        public StoredKey.Erased erase(String owner, Instant at) {
            return store.erase(owner, at);
        }

        @Override
        public void forEach(BiConsumer<String, StoredKey> each) {
            store.forEach(each);
        }
    }
}
