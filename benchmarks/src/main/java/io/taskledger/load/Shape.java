package io.taskledger.load;

import java.util.Locale;

/** What is measured. */
enum Shape {
    /** Both sides, Kafka and MongoDB in one process. */
    STANDALONE,
    /** The two production jars; Kafka and MongoDB in a third process. */
    SERVICES,
    /** The plain service of package {@code crud}; MongoDB in another process. */
    CRUD;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
