package io.taskledger.vault.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class OwnerKeyTest {

    private static final byte[] TEXT = "{\"title\":\"Straße\"}".getBytes(UTF_8);
    private static final byte[] HERE = "alice\ntask/1".getBytes(UTF_8);
    private static final byte[] THERE = "alice\ntask/2".getBytes(UTF_8);

    private final OwnerKey key = OwnerKey.random();

    @Test
    void it_opens_what_it_sealed() {
        assertThat(key.open(key.seal(TEXT, HERE), HERE)).isEqualTo(TEXT);
        assertThat(key.open(key.seal(new byte[0], HERE), HERE)).isEmpty();
    }

    @Test
    void the_same_text_never_looks_the_same() {
        var sealed = key.seal(TEXT, HERE);

        assertThat(sealed).hasSize(TEXT.length + 28).isNotEqualTo(key.seal(TEXT, HERE));
        assertThat(new String(sealed, UTF_8)).doesNotContain("Stra");
    }

    @Test
    void a_text_that_was_moved_to_another_place_cannot_be_opened() {
        var sealed = key.seal(TEXT, HERE);

        assertThatThrownBy(() -> key.open(sealed, THERE)).isInstanceOf(WrongKeyException.class);
    }

    @Test
    void another_key_opens_nothing() {
        var sealed = key.seal(TEXT, HERE);

        assertThatThrownBy(() -> OwnerKey.random().open(sealed, HERE)).isInstanceOf(WrongKeyException.class);
    }

    @Test
    void a_change_of_any_bit_is_found() {
        var sealed = key.seal(TEXT, HERE);
        for (int bit = 0; bit < sealed.length * 8; bit++) {
            var changed = sealed.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertThatThrownBy(() -> key.open(changed, HERE)).isInstanceOf(WrongKeyException.class);
        }
    }

    @Test
    void a_part_of_it_cannot_be_opened() {
        var sealed = key.seal(TEXT, HERE);
        for (int length = 0; length < sealed.length; length++) {
            var part = Arrays.copyOf(sealed, length);
            assertThatThrownBy(() -> key.open(part, HERE)).isInstanceOf(WrongKeyException.class);
        }
    }

    @Test
    void a_mark_depends_on_text_and_key_only() {
        var same = OwnerKey.of(key.secret());

        assertThat(key.mark(TEXT)).hasSize(32).isEqualTo(same.mark(TEXT));
        assertThat(key.mark(TEXT)).isNotEqualTo(OwnerKey.random().mark(TEXT)).isNotEqualTo(key.mark(HERE));
    }

    @Test
    void what_is_stored_today_is_opened_by_every_later_version() {
        var secret = new byte[32];
        for (int i = 0; i < secret.length; i++) {
            secret[i] = (byte) i;
        }
        var known = OwnerKey.of(secret);

        assertThat(HexFormat.of().formatHex(known.mark("a key".getBytes(UTF_8))))
                .isEqualTo("ab6aecc85f6909056c4f036be42b91275131149e9e9469691d06e8b41b9638c3");
        assertThat(known.open(
                        HexFormat.of()
                                .parseHex(
                                        "33721c00b32e90c5e338e5dbf5a8e164eb51573df3fcb352abdf9962a70e08c66c797bac3fc281a49c4aa5cfbf2a7e"),
                        HERE))
                .isEqualTo(TEXT);
    }
}
