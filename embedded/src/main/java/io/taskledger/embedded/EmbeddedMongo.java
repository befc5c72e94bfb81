package io.taskledger.embedded;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.taskledger.embedded.mongo.WireServer;
import org.slf4j.LoggerFactory;

/**
 * A MongoDB in this JVM: mongo-java-server, which speaks the wire protocol, with our own storage and indexes, so that
 * it can serve many documents. Everything is in memory and gone when it is closed. Write and read concerns are accepted
 * and have no effect. Thread-safe.
 */
public final class EmbeddedMongo implements AutoCloseable {

    private final WireServer server;

    private EmbeddedMongo(WireServer server) {
        this.server = server;
    }

    /** Starts on a free port of the loopback interface. */
    public static EmbeddedMongo start() {
        return start(0);
    }

    /**
     * Starts on the loopback interface.
     *
     * @param port 0 for any free one
     */
    public static EmbeddedMongo start(int port) {
        silence("de.bwaldvogel.mongo");
        silence("io.netty");
        return new EmbeddedMongo(WireServer.start(port));
    }

    /** The connection string for a driver. */
    public String uri() {
        return "mongodb://127.0.0.1:" + server.port();
    }

    @Override
    public void close() {
        server.close();
    }

    /** The server logs each duplicate key as an error with a stack trace, but duplicate keys are normal here. */
    private static void silence(String logger) {
        if (LoggerFactory.getLogger(logger) instanceof Logger logback) {
            logback.setLevel(Level.OFF);
        }
    }
}
