package io.taskledger.edge.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.web.filter.OncePerRequestFilter;

/** Sets the {@link Trace#correlationId} of every request, its log lines and its response. */
final class CorrelationFilter extends OncePerRequestFilter {

    /** Printable and short, because it is logged, stored in commits and sent as a header. */
    private static final Pattern ACCEPTED = Pattern.compile("[A-Za-z0-9._:/+=@-]{1,128}");

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var id = correlationId(request);
        request.setAttribute(Trace.CORRELATION, id);
        response.setHeader(Trace.CORRELATION_HEADER, id);
        MDC.put(Trace.CORRELATION, id);
        try {
            chain.doFilter(request, response);
        } finally {
            MDC.remove(Trace.CORRELATION);
        }
    }

    private static String correlationId(HttpServletRequest request) {
        if (request.getAttribute(Trace.CORRELATION) instanceof String known) {
            return known; // the request is dispatched again
        }
        var sent = request.getHeader(Trace.CORRELATION_HEADER);
        return isAccepted(sent) ? sent : made();
    }

    private static boolean isAccepted(@Nullable String sent) {
        return sent != null && ACCEPTED.matcher(sent).matches();
    }

    /** 128 random bits, like a trace id. It is not a secret, so a fast generator is enough. */
    private static String made() {
        var random = ThreadLocalRandom.current();
        var hex = HexFormat.of();
        return hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong());
    }

    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }
}
