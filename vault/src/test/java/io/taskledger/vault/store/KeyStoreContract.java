package io.taskledger.vault.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.vault.crypto.WrappedKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store of keys does. */
abstract class KeyStoreContract {

    private static final Instant TIME = Instant.parse("2026-11-25T10:00:00.123Z");

    private KeyStore store;

    /** A store without keys. */
    abstract KeyStore empty() throws Exception;

    /** The same keys as another node, or the next process, sees them. */
    abstract KeyStore other() throws Exception;

    @BeforeEach
    void create() throws Exception {
        store = empty();
    }

    @Test
    void it_has_an_id_for_ever() throws Exception {
        var id = store.id();

        assertThat(id).isNotBlank();
        assertThat(other().id()).isEqualTo(id);
        assertThat(empty().id()).isNotEqualTo(id);
    }

    @Test
    void the_first_check_of_a_master_key_stays() throws Exception {
        assertThat(store.masterCheck(new WrappedKey("2026", new byte[] {1})).bytes())
                .containsExactly(1);
        assertThat(other().masterCheck(new WrappedKey("2026", new byte[] {2})).bytes())
                .containsExactly(1);
        assertThat(store.masterCheck(new WrappedKey("2027", new byte[] {2})).bytes())
                .containsExactly(2);
    }

    @Test
    void it_knows_the_master_keys_that_are_in_use() {
        store.masterCheck(new WrappedKey("2027", new byte[] {1}));
        store.erase("carol", TIME);
        assertThat(store.mastersInUse()).isEmpty();

        store.add("alice", key(1));
        store.add("bob", key(2));
        assertThat(store.mastersInUse()).containsExactly("2026");
    }

    @Test
    void an_owner_without_a_key_has_none() {
        assertThat(store.find("alice")).isNull();
    }

    @Test
    void a_key_is_kept_for_its_owner() throws Exception {
        assertThat(same(store.add("alice", key(1)), key(1))).isTrue();

        assertThat(same(other().find("alice"), key(1))).isTrue();
        assertThat(store.find("bob")).isNull();
        assertThat(store.find("Alice")).isNull();
    }

    @Test
    void any_text_is_an_owner() throws Exception {
        var owners = Map.of("../../etc", 1, "a/b", 2, "Ünï 日本", 3, "x".repeat(255), 4, "$where", 5);
        owners.forEach((owner, number) -> store.add(owner, key(number)));

        for (var owner : owners.keySet()) {
            assertThat(same(other().find(owner), key(owners.get(owner)))).isTrue();
        }
    }

    @Test
    void the_first_key_stays() {
        store.add("alice", key(1));

        assertThat(same(store.add("alice", key(2)), key(1))).isTrue();
        assertThat(same(store.find("alice"), key(1))).isTrue();
    }

    @Test
    void callers_that_race_get_the_same_key() throws Exception {
        var stores = new ArrayList<KeyStore>();
        for (int node = 0; node < 8; node++) {
            stores.add(other());
        }
        var together = new CountDownLatch(1);
        var got = new ArrayList<Future<StoredKey>>();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int caller = 0; caller < 64; caller++) {
                var node = stores.get(caller % stores.size());
                var own = key(caller);
                got.add(callers.submit(() -> {
                    together.await();
                    return node.add("alice", own);
                }));
            }
            together.countDown();
        }
        for (var each : got) {
            assertThat(same(each.get(), store.find("alice"))).isTrue();
        }
    }

    @Test
    void a_key_is_rewrapped_if_it_is_the_expected_one() throws Exception {
        store.add("alice", key(1));

        assertThat(store.rewrap("alice", key(2), key(3))).isFalse();
        assertThat(store.rewrap("bob", key(1), key(3))).isFalse();
        assertThat(same(store.find("alice"), key(1))).isTrue();

        assertThat(store.rewrap("alice", key(1), key(3))).isTrue();
        assertThat(same(other().find("alice"), key(3))).isTrue();
    }

    @Test
    void an_erased_owner_never_has_a_key_again() throws Exception {
        store.add("alice", key(1));
        assertThat(store.erase("alice", TIME)).isEqualTo(new StoredKey.Erased(TIME));

        assertThat(store.add("alice", key(2))).isEqualTo(new StoredKey.Erased(TIME));
        assertThat(store.rewrap("alice", key(1), key(2))).isFalse();
        assertThat(other().find("alice")).isEqualTo(new StoredKey.Erased(TIME));
    }

    @Test
    void an_owner_who_never_had_a_key_can_be_erased() throws Exception {
        store.erase("alice", TIME);

        assertThat(other().add("alice", key(1))).isEqualTo(new StoredKey.Erased(TIME));
    }

    @Test
    void whoever_adds_a_key_while_the_owner_is_erased_the_owner_ends_erased() throws Exception {
        var other = other();
        for (int round = 0; round < 50; round++) {
            var owner = "owner " + round;
            var together = new CountDownLatch(1);
            try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
                var added = callers.submit(() -> {
                    together.await();
                    return store.add(owner, key(1));
                });
                var erased = callers.submit(() -> {
                    together.await();
                    return other.erase(owner, TIME);
                });
                together.countDown();
                assertThat(erased.get()).isEqualTo(new StoredKey.Erased(TIME));
                added.get();
            }
            assertThat(store.find(owner)).isEqualTo(new StoredKey.Erased(TIME));
        }
    }

    @Test
    void the_first_erasure_counts() {
        store.erase("alice", TIME);

        assertThat(store.erase("alice", TIME.plusSeconds(1))).isEqualTo(new StoredKey.Erased(TIME));
    }

    @Test
    void it_shows_everything() {
        store.add("alice", key(1));
        store.add("bob", key(2));
        store.erase("carol", TIME);
        store.id();
        store.masterCheck(new WrappedKey("2026", new byte[] {1}));

        var all = new HashMap<String, StoredKey>();
        store.forEach(all::put);

        assertThat(all).containsOnlyKeys("alice", "bob", "carol");
        assertThat(same(all.get("bob"), key(2))).isTrue();
        assertThat(all.get("carol")).isEqualTo(new StoredKey.Erased(TIME));
    }

    static StoredKey.Live key(int number) {
        var bytes = new byte[60];
        Arrays.fill(bytes, (byte) number);
        return new StoredKey.Live(new WrappedKey("2026", bytes));
    }

    private static boolean same(StoredKey one, StoredKey other) {
        return one instanceof StoredKey.Live live
                && other instanceof StoredKey.Live known
                && KeyFile.isSame(live, known);
    }
}
