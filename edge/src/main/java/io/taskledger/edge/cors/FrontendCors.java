package io.taskledger.edge.cors;

import io.taskledger.edge.problem.ProblemException;
import io.taskledger.edge.problem.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.filter.CorsFilter;

/** The Fetch standard's CORS protocol for the frontend's origins; any other origin is refused. Thread-safe. */
public final class FrontendCors {

    private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    private static final List<String> REQUEST_HEADERS = List.of(
            "Content-Type",
            "Authorization",
            "If-Match",
            "If-None-Match",
            "Idempotency-Key",
            "Consistency-Token",
            "Prefer",
            "X-Correlation-Id",
            "traceparent");
    static final List<String> EXPOSED_HEADERS = List.of(
            "ETag",
            "Location",
            "Retry-After",
            "RateLimit",
            "RateLimit-Policy",
            "Consistency-Token",
            "Link",
            "X-Correlation-Id");

    private final CorsConfiguration rules = new CorsConfiguration();
    private final ProblemWriter problems;

    FrontendCors(FrontendOrigins frontend, ProblemWriter problems) {
        this.problems = problems;
        rules.setAllowedOrigins(frontend.origins());
        rules.setAllowedMethods(METHODS);
        rules.setAllowedHeaders(REQUEST_HEADERS);
        rules.setExposedHeaders(EXPOSED_HEADERS);
        rules.setAllowCredentials(true);
        rules.setMaxAge(Duration.ofHours(1));
    }

    /** A filter that responds to preflights and refuses foreign origins; it runs before authentication. */
    public CorsFilter filter() {
        var filter = new CorsFilter(request -> rules);
        filter.setCorsProcessor(new Processor());
        return filter;
    }

    private final class Processor extends DefaultCorsProcessor {

        @Override
        public boolean processRequest(
                @Nullable CorsConfiguration configuration, HttpServletRequest request, HttpServletResponse response)
                throws IOException {
            boolean passed = super.processRequest(configuration, request, response);
            if (!passed) {
                problems.write(
                        request,
                        response,
                        new ProblemException(403, "forbidden", "This origin, method or header is not allowed by CORS"));
            }
            return passed;
        }

        /** Spring's response would be plain text; the code above writes ours. */
        @Override
        protected void rejectRequest(ServerHttpResponse response) {}
    }
}
