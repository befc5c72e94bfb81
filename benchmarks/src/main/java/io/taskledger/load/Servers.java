package io.taskledger.load;

import io.taskledger.embedded.EmbeddedKafka;
import io.taskledger.embedded.EmbeddedMongo;
import java.io.IOException;
import java.nio.file.Path;

/** The process that holds Kafka and MongoDB for the shapes that need servers of their own. */
public final class Servers {

    private Servers() {}

    /** @param args folder of the broker, its port, and the port of MongoDB */
    public static void main(String[] args) throws IOException {
        EmbeddedKafka.start(Path.of(args[0]), Integer.parseInt(args[1]));
        EmbeddedMongo.start(Integer.parseInt(args[2]));
        while (System.in.read() >= 0) {
            // until the generator ends
        }
        System.exit(0);
    }
}
