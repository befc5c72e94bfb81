package io.taskledger.edge.connection;

import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.function.Predicate;
import org.apache.coyote.AbstractProcessor;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * Takes new connections however many idle ones there are: Tomcat alone lets newcomers wait for those at its limit, so
 * that anybody could keep everybody out by holding connections. Here the longest idle ones make room. Thread-safe.
 */
final class FairEndpoint extends NioEndpoint {

    @Override
    protected boolean setSocketOptions(SocketChannel socket) {
        int most = getMaxConnections();
        if (getConnectionCount() > most - most / 4) {
            var idle = all(FairEndpoint::isIdle);
            Earliest.of(idle, FairEndpoint::lastHeardOf, most / 8)
                    .forEach(connection -> drop(connection, FairEndpoint::isIdle));
        }
        return super.setSocketOptions(socket);
    }

    /**
     * Of requests whose headers have begun to arrive, drops those that began first.
     *
     * @param kept how many of them stay
     */
    void dropHalfRequests(int kept) {
        var half = all(FairEndpoint::isHalfRequest);
        Earliest.of(half, FairEndpoint::begun, half.size() - kept)
                .forEach(connection -> drop(connection, FairEndpoint::isHalfRequest));
    }

    private List<SocketWrapperBase<NioChannel>> all(Predicate<SocketWrapperBase<NioChannel>> which) {
        return getConnections().stream().filter(which).toList();
    }

    /** Whoever serves a connection holds its lock. */
    private static void drop(SocketWrapperBase<NioChannel> connection, Predicate<SocketWrapperBase<NioChannel>> which) {
        if (connection.getLock().tryLock()) {
            try {
                if (which.test(connection)) {
                    connection.close();
                }
            } finally {
                connection.getLock().unlock();
            }
        }
    }

    private static boolean isIdle(SocketWrapperBase<NioChannel> connection) {
        return connection.getCurrentProcessor() == null;
    }

    /** Waits for the rest of its headers: one that is served has its processor with the thread that serves it. */
    private static boolean isHalfRequest(SocketWrapperBase<NioChannel> connection) {
        return connection.getCurrentProcessor() instanceof AbstractProcessor processor && !processor.isAsync();
    }

    /** Nanoseconds of some clock; a request that ends meanwhile may answer anything, which is as good. */
    private static long begun(SocketWrapperBase<NioChannel> connection) {
        return connection.getCurrentProcessor() instanceof AbstractProcessor processor
                ? processor.getRequest().getStartTimeNanos()
                : System.nanoTime();
    }

    /** Milliseconds since 1970. */
    private static long lastHeardOf(SocketWrapperBase<NioChannel> connection) {
        return connection instanceof NioSocketWrapper wrapper ? wrapper.getLastRead() : 0;
    }
}
