package io.taskledger.vault.crypto;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * The key of one owner: 256 random bits, from which HKDF (RFC 5869) derives one key for AES-256-GCM and one for
 * HMAC-SHA-256, because one key must not serve two algorithms. Immutable and thread-safe.
 */
public final class OwnerKey {

    static final int BYTES = 32;

    private final byte[] secret;
    private final SecretKey sealing;
    private final SecretKey marking;

    private OwnerKey(byte[] secret) {
        this.secret = secret;
        this.sealing = derive(secret, "AES", "taskledger seal 1");
        this.marking = derive(secret, "HmacSHA256", "taskledger mark 1");
    }

    /** A new key. */
    public static OwnerKey random() {
        var secret = new byte[BYTES];
        new SecureRandom().nextBytes(secret);
        return new OwnerKey(secret);
    }

    static OwnerKey of(byte[] secret) {
        if (secret.length != BYTES) {
            throw new IllegalArgumentException("An owner's key has " + BYTES + " bytes, not " + secret.length);
        }
        return new OwnerKey(secret.clone());
    }

    /** What a master key wraps. */
    byte[] secret() {
        return secret.clone();
    }

    /**
     * Seals a text: it can neither be read nor changed without this key.
     *
     * @param context where the text belongs; not stored. A text that is moved to another place cannot be opened there
     * @return 28 bytes more than the text
     */
    public byte[] seal(byte[] text, byte[] context) {
        return Gcm.seal(sealing, text, context);
    }

    /**
     * The text that was sealed.
     *
     * @param context the one with which it was sealed
     * @throws WrongKeyException if it was sealed with another key or context, or was changed
     */
    public byte[] open(byte[] sealed, byte[] context) {
        return Gcm.open(sealing, sealed, context);
    }

    /**
     * HMAC-SHA-256: the same text always has the same 32 bytes, and without this key nobody can try texts until one
     * fits.
     */
    public byte[] mark(byte[] text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(marking);
            return mac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JDK has no HMAC-SHA-256", e);
        }
    }

    private static SecretKey derive(byte[] secret, String algorithm, String purpose) {
        try {
            var parameters = HKDFParameterSpec.ofExtract()
                    .addIKM(secret)
                    .thenExpand(purpose.getBytes(StandardCharsets.US_ASCII), BYTES);
            return KDF.getInstance("HKDF-SHA256").deriveKey(algorithm, parameters);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JDK has no HKDF-SHA256", e);
        }
    }
}
