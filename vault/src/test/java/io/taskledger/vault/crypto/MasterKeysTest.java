package io.taskledger.vault.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MasterKeysTest {

    private static final String OLD = "2025:" + base64(1);
    private static final String NEW = "2026:" + base64(2);
    private static final byte[] TEXT = "text".getBytes(UTF_8);
    private static final byte[] HERE = "here".getBytes(UTF_8);

    private final OwnerKey key = OwnerKey.random();

    @Test
    void the_first_wraps_and_all_unwrap() {
        var old = MasterKeys.parse(OLD).wrap("alice", key);
        var both = MasterKeys.parse(NEW + ", " + OLD);

        assertThat(both.current()).isEqualTo("2026");
        assertThat(both.wrap("alice", key).master()).isEqualTo("2026");
        assertThat(both.unwrap("alice", old).open(key.seal(TEXT, HERE), HERE)).isEqualTo(TEXT);
    }

    @Test
    void a_wrapped_key_belongs_to_its_owner() {
        var masters = MasterKeys.parse(NEW);
        var wrapped = masters.wrap("alice", key);

        assertThatThrownBy(() -> masters.unwrap("bob", wrapped)).isInstanceOf(WrongKeyException.class);
    }

    @Test
    void a_master_key_that_is_not_configured_is_named() {
        var wrapped = MasterKeys.parse(OLD).wrap("alice", key);

        assertThatThrownBy(() -> MasterKeys.parse(NEW).unwrap("alice", wrapped))
                .hasMessage("The master key 2025 is not configured");
    }

    @Test
    void a_master_key_with_another_value_is_named() {
        var wrapped = MasterKeys.parse(OLD).wrap("alice", key);

        assertThatThrownBy(() -> MasterKeys.parse("2025:" + base64(3)).unwrap("alice", wrapped))
                .hasMessage("The master key 2025 is not the one that wrapped the key");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "c2VjcmV0",
                "2025:c2VjcmV0",
                "2025:QkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkI=,",
                "a b:QkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkI="
            })
    void what_is_not_a_list_of_keys_is_refused_without_quoting_it(String text) {
        assertThatThrownBy(() -> MasterKeys.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("must be id:key")
                .hasMessageNotContainingAny("c2VjcmV0", "QkJC");
    }

    @Test
    void an_id_names_one_key() {
        assertThatThrownBy(() -> MasterKeys.parse(OLD + "," + OLD)).hasMessage("has two keys with the id 2025");
    }

    private static String base64(int seed) {
        var bytes = new byte[32];
        bytes[0] = (byte) seed;
        return Base64.getEncoder().encodeToString(bytes);
    }
}
