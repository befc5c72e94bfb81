package io.taskledger.edge.limit;

/** A limit with the name that clients see. Thread-safe. */
final class Limit {

    private final String name;
    private final Filling filling;
    private final Buckets buckets;
    private final String policy;

    /** @param name the policy's name in the headers, lower-case letters */
    Limit(String name, Filling filling, Buckets buckets) {
        this.name = name;
        this.filling = filling;
        this.buckets = buckets;
        policy = "\"" + name + "\";q=" + filling.burst() + ";w=" + filling.seconds();
    }

    long perMinute() {
        return filling.perMinute();
    }

    /** Spends one request of the key, if there is one. */
    Quota spend(String key) {
        var probe = buckets.spend(key);
        long remaining = probe.getRemainingTokens();
        long full = Math.ceilDiv((filling.burst() - remaining) * filling.seconds(), filling.burst());
        var state = "\"" + name + "\";r=" + remaining + ";t=" + full;
        return new Quota(probe.isConsumed(), policy, state, seconds(probe.getNanosToWaitForRefill()));
    }

    private static long seconds(long nanos) {
        return Math.max(1, Math.ceilDiv(nanos, 1_000_000_000L));
    }
}
