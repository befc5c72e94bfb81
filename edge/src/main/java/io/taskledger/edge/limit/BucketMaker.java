package io.taskledger.edge.limit;

/** Decides where the buckets of users are. */
@FunctionalInterface
interface BucketMaker {

    /** @param limit the name of the limit they belong to */
    Buckets make(String limit, Filling filling);
}
