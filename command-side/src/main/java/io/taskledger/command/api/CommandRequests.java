package io.taskledger.command.api;

import io.taskledger.command.idempotency.Fingerprint;
import io.taskledger.command.request.ClientKey;
import io.taskledger.command.request.CommandRequest;
import io.taskledger.contract.command.Command;
import io.taskledger.edge.auth.Caller;
import io.taskledger.edge.problem.ProblemException;
import io.taskledger.edge.trace.RequestTrace;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/** Reads requests for commands, once; nothing behind it reads a header. */
final class CommandRequests {

    private static final String ATTEMPTED = CommandRequests.class.getName() + ".attempted";

    private CommandRequests() {}

    /**
     * @param body empty if the request has none
     * @throws ProblemException 400 if a header cannot be read
     */
    static CommandRequest of(Caller caller, HttpServletRequest http, byte[] body, Command command) {
        return new CommandRequest(
                command, caller.id(), key(http, body), RequestTrace.of(http), http.getAttribute(ATTEMPTED) != null);
    }

    /** Notes that another node may have carried out this request. */
    static HttpServletRequest attempted(HttpServletRequest http) {
        http.setAttribute(ATTEMPTED, true);
        return http;
    }

    private static @Nullable ClientKey key(HttpServletRequest http, byte[] body) {
        var key = IdempotencyKey.of(Collections.list(http.getHeaders(IdempotencyKey.HEADER)));
        if (key == null) {
            return null;
        }
        var ifMatch = String.join(",", Collections.list(http.getHeaders("If-Match")));
        return new ClientKey(key, Fingerprint.of(http.getMethod(), http.getRequestURI(), ifMatch, body));
    }
}
