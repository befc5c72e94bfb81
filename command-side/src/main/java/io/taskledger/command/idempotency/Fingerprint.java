package io.taskledger.command.idempotency;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Tells whether two requests ask for the same: SHA-256, as hex, over all of them that decides what they do. */
public final class Fingerprint {

    private Fingerprint() {}

    /**
     * @param ifMatch empty if the request is unconditional
     * @param body as it came; empty if there is none
     */
    public static String of(String method, String path, String ifMatch, byte[] body) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            // No part can hold a line feed, so no two requests run into the same text.
            digest.update((method + '\n' + path + '\n' + ifMatch + '\n').getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This JDK has no SHA-256", e);
        }
    }
}
