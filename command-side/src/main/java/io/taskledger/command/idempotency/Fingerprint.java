package io.taskledger.command.idempotency;

import io.taskledger.contract.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Shows whether two requests ask for the same: SHA-256 in hex over everything that determines the command. */
public final class Fingerprint {

    private Fingerprint() {}

    /**
     * @param ifMatch empty if the request is unconditional
     * @param body the raw body; empty if there is none
     */
    public static String of(String method, String path, String ifMatch, byte[] body) {
        // No part can contain a line feed, so different requests cannot give the same text.
        var head = (method + '\n' + path + '\n' + ifMatch + '\n').getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().formatHex(Sha256.of(head, body));
    }
}
