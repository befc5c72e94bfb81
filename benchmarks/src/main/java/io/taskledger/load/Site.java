package io.taskledger.load;

import java.util.List;

/**
 * A running shape of the system.
 *
 * @param commandPort of the node that takes commands
 * @param queryPort of the node that answers queries; the same in one process
 * @param kafka the address of the broker; empty if it is not known
 * @param processes the one that takes commands first, the servers last
 */
record Site(Shape shape, int commandPort, int queryPort, String kafka, List<JavaProcess> processes)
        implements AutoCloseable {

    /** The port for this kind of operation. */
    int port(Operation operation) {
        return operation.command() ? commandPort : queryPort;
    }

    /** The process that answers this kind of operation. */
    JavaProcess serving(Operation operation) {
        return processes.get(shape == Shape.SERVICES && !operation.command() ? 1 : 0);
    }

    List<Long> cpuNanos() {
        return processes.stream().map(JavaProcess::cpuNanos).toList();
    }

    void requireAlive() {
        processes.forEach(JavaProcess::requireAlive);
    }

    @Override
    public void close() {
        processes.forEach(JavaProcess::close);
    }
}
