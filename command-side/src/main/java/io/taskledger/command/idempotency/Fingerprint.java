package io.taskledger.command.idempotency;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Shows whether two requests ask for the same: SHA-256 in hex over everything that determines the command. */
public final class Fingerprint {

    private Fingerprint() {}

    /**
     * @param ifMatch empty if the request is unconditional
     * @param body the raw body; empty if there is none
     */
    public static String of(String method, String path, String ifMatch, byte[] body) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            // No part can contain a line feed, so different requests cannot give the same text.
            digest.update((method + '\n' + path + '\n' + ifMatch + '\n').getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This JDK has no SHA-256", e);
        }
    }
}
