package io.taskledger.command.forward;

import java.net.http.HttpResponse;

/** How forwarding a request ended. */
public sealed interface Forwarded {

    /** The other node has responded. */
    record Answered(HttpResponse<byte[]> response) implements Forwarded {}

    /**
     * The other node has not seen the request or refuses all commands, so this node must carry it out.
     *
     * @param isAway whether the same will happen to other requests
     */
    record NotSeen(boolean isAway) implements Forwarded {}

    /** The other node may carry it out, may have done so, or may do so later. */
    record Unknown() implements Forwarded {}
}
