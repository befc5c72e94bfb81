package io.taskledger.edge.limit;

/** Decides where the buckets of users are stored. */
@FunctionalInterface
interface BucketMaker {

    /** @param limit the name of their limit */
    Buckets make(String limit, Filling filling);
}
