package io.taskledger.vault.crypto;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * AES-GCM with a random nonce of 96 bits in front of the ciphertext and a tag of 128 bits at its end. With random
 * nonces one key may seal 2^32 texts (NIST SP 800-38D, 8.3); no owner reaches that: at 1,000 commands a second it takes
 * 49 days without a pause, and rate limits allow a thousandth of it. Thread-safe.
 */
final class Gcm {

    static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Gcm() {}

    /** @param context is not stored; {@link #open} needs the same */
    static byte[] seal(SecretKey key, byte[] text, byte[] context) {
        var nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            var cipher = cipher(Cipher.ENCRYPT_MODE, key, nonce, context);
            var sealed = Arrays.copyOf(nonce, NONCE_BYTES + cipher.getOutputSize(text.length));
            cipher.doFinal(text, 0, text.length, sealed, NONCE_BYTES);
            return sealed;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JDK cannot seal with AES-GCM", e);
        }
    }

    /** @throws WrongKeyException if it was sealed with another key or context, or was changed */
    static byte[] open(SecretKey key, byte[] sealed, byte[] context) {
        if (sealed.length < NONCE_BYTES + TAG_BITS / 8) {
            throw new WrongKeyException("Too short to have been sealed");
        }
        try {
            var cipher = cipher(Cipher.DECRYPT_MODE, key, Arrays.copyOf(sealed, NONCE_BYTES), context);
            return cipher.doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
        } catch (AEADBadTagException e) {
            throw new WrongKeyException("Sealed with another key or for another place, or changed since");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JDK cannot open what AES-GCM sealed", e);
        }
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] nonce, byte[] context)
            throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(context);
        return cipher;
    }
}
