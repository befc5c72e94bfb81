package io.taskledger.contract.commit;

/**
 * How a retry of the request that led to a commit is recognised.
 *
 * @param key stands for the client's Idempotency-Key, unique among the owner's keys for 24 hours
 * @param fingerprint tells whether the retry asks for the same as the first request
 */
public record Idempotency(String key, String fingerprint) {}
