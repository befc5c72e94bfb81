package io.taskledger.command.request;

/**
 * The key of a request, as the client sent it. It is never stored like this: what the client wrote into it stays
 * readable for ever, and whoever knows the fingerprint could try requests until one fits.
 *
 * @param key the Idempotency-Key, unique among the owner's keys for 24 hours
 * @param fingerprint a hash that tells whether a retry asks for the same as the first request
 */
public record ClientKey(String key, String fingerprint) {

    /** Without what the client wrote. */
    @Override
    public String toString() {
        return "ClientKey";
    }
}
