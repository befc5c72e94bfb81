package io.taskledger.command.idempotency;

import io.taskledger.command.request.ClientKey;
import io.taskledger.contract.commit.Idempotency;
import io.taskledger.vault.crypto.OwnerKey;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Replaces the key of a request and its fingerprint by marks, which are equal for equal requests, and say nothing to
 * whoever does not have the owner's key.
 */
public final class KeyMarks {

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private KeyMarks() {}

    /** What the commit contains. */
    public static Idempotency of(OwnerKey owner, ClientKey key) {
        return new Idempotency(mark(owner, "key", key.key()), mark(owner, "fingerprint", key.fingerprint()));
    }

    /** @param kind so that a key never has the mark of a fingerprint */
    private static String mark(OwnerKey owner, String kind, String text) {
        return BASE64.encodeToString(owner.mark((kind + '\n' + text).getBytes(StandardCharsets.UTF_8)));
    }
}
