package io.taskledger.edge.limit;

import io.github.bucket4j.ConsumptionProbe;

/** A token bucket for each key, all with the same filling rule. Thread-safe. */
interface Buckets {

    /** Takes one token from the key's bucket, if there is one, and returns what is left. */
    ConsumptionProbe spend(String key);
}
