package io.taskledger.command.api;

import io.taskledger.command.execution.CommandGate;
import io.taskledger.command.forward.Forwarded;
import io.taskledger.command.forward.ForwardedRequest;
import io.taskledger.command.forward.Forwarding;
import io.taskledger.edge.auth.Caller;
import io.taskledger.edge.auth.Peers;
import io.taskledger.edge.problem.ProblemException;
import io.taskledger.edge.problem.ProblemWriter;
import io.taskledger.edge.route.Routes;
import io.taskledger.edge.route.Side;
import io.taskledger.edge.web.Trace;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Sends a request for a command to the node that holds the caller's lane, and its response back. A request that another
 * node has sent here is never sent on; this node carries it out even if it does not hold the lane.
 */
public final class ForwardingFilter extends OncePerRequestFilter {

    /** Everything that a command, its fingerprint or its response depends on. */
    static final List<String> REQUEST_HEADERS =
            List.of("Authorization", "Content-Type", "Accept", "If-Match", IdempotencyKey.HEADER);

    /** What a controller or a problem may set. The first node itself sets all other headers, as it always does. */
    static final List<String> RESPONSE_HEADERS = List.of(
            "Content-Type",
            "ETag",
            "Location",
            "Consistency-Token",
            "Retry-After",
            "WWW-Authenticate",
            "Allow",
            "Accept",
            "Accept-Patch");

    private final Forwarding forwarding;
    private final CommandGate gate;
    private final Routes routes;
    private final ProblemWriter problems;

    public ForwardingFilter(Forwarding forwarding, CommandGate gate, Routes routes, ProblemWriter problems) {
        this.forwarding = forwarding;
        this.gate = gate;
        this.routes = routes;
        this.problems = problems;
    }

    /** Recognises what other nodes of the group have forwarded, so that it is not counted again. */
    public static Peers peers(Forwarding forwarding) {
        return new Peers(request -> {
            var sender = request.getHeader(Forwarding.HEADER);
            return sender != null && forwarding.isFromPeer(sender);
        });
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getHeader(Forwarding.HEADER) == null) {
            atTheFirstNode(request, response, chain);
            return;
        }
        var refusal = gate.refusal();
        if (refusal == null) {
            chain.doFilter(request, response);
        } else {
            problems.write(request, response, Problems.notCarriedOut(refusal).withHeader(Forwarding.HEADER, "refused"));
        }
    }

    private void atTheFirstNode(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var caller = Caller.current();
        var holder = caller == null || routes.side(request) != Side.COMMAND ? null : forwarding.holder(caller.id());
        if (holder == null) {
            chain.doFilter(request, response);
            return;
        }
        var buffered = BufferedRequest.of(request);
        var body = buffered.body();
        if (body == null) {
            chain.doFilter(buffered, response); // which finds the same fault in the body, and describes it
            return;
        }
        boolean hasKey = request.getHeader(IdempotencyKey.HEADER) != null;
        switch (forwarding.send(holder, toForward(request, body), hasKey)) {
            case Forwarded.Answered(var answer) -> write(answer, response);
            case Forwarded.NotSeen _ -> chain.doFilter(buffered, response);
            // With a key, a command is carried out once, however often and wherever it is tried.
            case Forwarded.Unknown _ when hasKey -> chain.doFilter(CommandRequests.attempted(buffered), response);
            case Forwarded.Unknown _ -> problems.write(request, response, unknown());
        }
    }

    private static ProblemException unknown() {
        return Problems.unknown("The node that relays the caller's lane did not respond");
    }

    private static ForwardedRequest toForward(HttpServletRequest request, byte[] body) {
        var headers = new TreeMap<String, List<String>>();
        for (var name : REQUEST_HEADERS) {
            var lines = Collections.list(request.getHeaders(name));
            if (!lines.isEmpty()) {
                headers.put(name, lines);
            }
        }
        var traceparent = Trace.traceparent(request);
        if (traceparent != null) {
            headers.put("traceparent", List.of(traceparent));
        }
        return new ForwardedRequest(
                request.getMethod(),
                target(request),
                headers,
                Trace.correlationId(request),
                body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    }

    private static String target(HttpServletRequest request) {
        var query = request.getQueryString();
        return query == null ? request.getRequestURI() : request.getRequestURI() + "?" + query;
    }

    private static void write(HttpResponse<byte[]> answer, HttpServletResponse response) throws IOException {
        response.setStatus(answer.statusCode());
        for (var name : RESPONSE_HEADERS) {
            answer.headers().allValues(name).forEach(line -> response.addHeader(name, line));
        }
        var length = answer.headers().firstValueAsLong("Content-Length");
        length.ifPresent(response::setContentLengthLong);
        response.getOutputStream().write(answer.body());
        if (length.isEmpty()) {
            response.flushBuffer(); // as there, the length is unknown, on which compression and Vary depend
        }
    }
}
