package io.taskledger.command.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.command.request.ClientKey;
import io.taskledger.vault.crypto.OwnerKey;
import org.junit.jupiter.api.Test;

class KeyMarksTest {

    private final OwnerKey owner = OwnerKey.random();

    @Test
    void equal_requests_have_equal_marks() {
        assertThat(KeyMarks.of(owner, new ClientKey("key", "print")))
                .isEqualTo(KeyMarks.of(owner, new ClientKey("key", "print")));
    }

    @Test
    void another_key_or_another_request_has_another_mark() {
        var marks = KeyMarks.of(owner, new ClientKey("key", "print"));
        var otherKey = KeyMarks.of(owner, new ClientKey("other", "print"));
        var otherRequest = KeyMarks.of(owner, new ClientKey("key", "other"));

        assertThat(otherKey.key()).isNotEqualTo(marks.key());
        assertThat(otherKey.fingerprint()).isEqualTo(marks.fingerprint());
        assertThat(otherRequest.key()).isEqualTo(marks.key());
        assertThat(otherRequest.fingerprint()).isNotEqualTo(marks.fingerprint());
    }

    @Test
    void a_key_that_looks_like_a_fingerprint_has_another_mark() {
        var marks = KeyMarks.of(owner, new ClientKey("same", "same"));

        assertThat(marks.key()).isNotEqualTo(marks.fingerprint());
    }

    @Test
    void the_same_request_of_two_owners_has_two_marks() {
        var key = new ClientKey("key", "print");

        assertThat(KeyMarks.of(owner, key)).isNotEqualTo(KeyMarks.of(OwnerKey.random(), key));
    }
}
