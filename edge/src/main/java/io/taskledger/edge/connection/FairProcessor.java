package io.taskledger.edge.connection;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.coyote.ActionCode;
import org.apache.coyote.Adapter;
import org.apache.coyote.Constants;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SocketWrapperBase;

/** Serves requests as Tomcat does, and tells whether it waits for a body. Other threads may ask and cut off. */
final class FairProcessor extends Http11Processor {

    /** When the request began that was cut off last. */
    private volatile long cutOff;

    FairProcessor(FairProtocol protocol, Adapter adapter) {
        super(protocol, adapter);
    }

    /** Whether part of a body has yet to come, for the application or to be thrown away after the answer. */
    boolean awaitsBody() {
        boolean announced =
                getRequest().getContentLengthLong() > 0 || getRequest().getHeader("transfer-encoding") != null;
        return announced && isServing() && cutOff != begun() && !isRead();
    }

    /** Whether it is about to serve a request, or serves one. */
    boolean isBusy() {
        return getRequest().getRequestProcessor().getStage() < Constants.STAGE_KEEPALIVE;
    }

    private boolean isServing() {
        int stage = getRequest().getRequestProcessor().getStage();
        return stage == Constants.STAGE_SERVICE || stage == Constants.STAGE_ENDINPUT;
    }

    private boolean isRead() {
        AtomicBoolean finished = new AtomicBoolean();
        getRequest().action(ActionCode.REQUEST_BODY_FULLY_READ, finished);
        return finished.get();
    }

    /** When the request began; a nanosecond of some clock. */
    long begun() {
        return getRequest().getStartTimeNanos();
    }

    /** Ends the body where it is: the thread that waits for more finds its end, and closes the connection itself. */
    void cutOff() {
        cutOff = begun();
        SocketWrapperBase<?> connection = getSocketWrapper();
        if (connection != null && connection.getSocket() instanceof NioChannel channel) {
            try {
                channel.getIOChannel().shutdownInput();
            } catch (IOException e) {
                // the client has gone
            }
        }
    }
}
