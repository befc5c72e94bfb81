package io.taskledger.edge.limit;

import io.github.bucket4j.ConsumptionProbe;

/** A token bucket for each key, all filled by one rule. Thread-safe. */
interface Buckets {

    /** Takes one token from that key's bucket, if there is one, and tells what is left. */
    ConsumptionProbe spend(String key);
}
