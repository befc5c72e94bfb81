package io.taskledger.edge.web;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Many connections to one port, held by one thread. Each sends the beginning of a request as far as it is accepted,
 * then a byte per second, and reads nothing. Connections that the server closes are not opened again.
 */
final class Crowd implements AutoCloseable {

    private static final long BEAT_NANOS = 200_000_000;
    private static final int BEATS_A_BYTE = 5;

    private final List<Member> members = new ArrayList<>();
    private final Thread thread;
    private volatile boolean over;
    private volatile int beats;

    /** @param beginning empty for connections that always stay silent */
    Crowd(int port, int connections, byte[] beginning) throws IOException {
        for (int i = 0; i < connections; i++) {
            members.add(new Member(port, ByteBuffer.wrap(beginning)));
        }
        thread = Thread.ofPlatform().daemon().unstarted(this::live);
    }

    /** Connects and sends from now on. */
    void come() {
        thread.start();
    }

    int size() {
        return members.size();
    }

    /** Grows by five a second, and by one after each round over all connections. */
    int beats() {
        return beats;
    }

    private void live() {
        for (int round = 1; !over; round++) {
            boolean drips = round % BEATS_A_BYTE == 0;
            members.forEach(member -> member.goOn(drips));
            beats = round;
            LockSupport.parkNanos(BEAT_NANOS);
        }
    }

    @Override
    public void close() {
        over = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        members.forEach(Member::leave);
    }

    private static final class Member {

        private final SocketChannel channel = SocketChannel.open();
        private final InetSocketAddress address;
        private final ByteBuffer beginning;
        private final boolean silent;

        Member(int port, ByteBuffer beginning) throws IOException {
            this.beginning = beginning;
            silent = !beginning.hasRemaining();
            address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            channel.configureBlocking(false);
        }

        void goOn(boolean drips) {
            if (!channel.isOpen()) {
                return;
            }
            try {
                if (!channel.isConnectionPending() && !channel.isConnected()) {
                    channel.connect(address);
                } else if (channel.isConnectionPending() && !channel.finishConnect()) {
                    return;
                } else if (beginning.hasRemaining()) {
                    channel.write(beginning);
                } else if (drips && !silent) {
                    channel.write(ByteBuffer.wrap(new byte[] {'a'}));
                }
            } catch (IOException e) {
                leave();
            }
        }

        void leave() {
            try {
                channel.close();
            } catch (IOException e) {
                // it is closed either way
            }
        }
    }
}
