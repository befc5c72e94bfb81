package io.taskledger.edge.web;

import io.taskledger.edge.problem.ProblemException;
import io.taskledger.edge.problem.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses bodies of more than {@link #MAX_BYTES} bytes (by their announced length, or when they grow beyond it),
 * compressed bodies, and bodies for which there is no space at the moment.
 */
public final class BodyLimitFilter extends OncePerRequestFilter {

    /** 1 MiB, the same as the maximum of a commit. */
    public static final int MAX_BYTES = 1024 * 1024;

    private final ProblemWriter problems;
    private final BodySpace space;

    public BodyLimitFilter(ProblemWriter problems) {
        this(problems, BodySpace.ofHeap());
    }

    BodyLimitFilter(ProblemWriter problems, BodySpace space) {
        this.problems = problems;
        this.space = space;
    }

    static ProblemException tooLarge() {
        return new ProblemException(413, "payload-too-large", "The body may have at most " + MAX_BYTES + " bytes");
    }

    /** RFC 9110, section 15.5.16. A small compressed body may be huge when it is decompressed. */
    private static ProblemException encoded() {
        return new ProblemException(415, "unsupported-media-type", "The body must not be compressed")
                .withHeader("Accept-Encoding", "identity");
    }

    private static boolean isEncoded(HttpServletRequest request) {
        var encoding = request.getHeader("Content-Encoding");
        return encoding != null && !encoding.isBlank() && !encoding.equalsIgnoreCase("identity") && hasBody(request);
    }

    private static boolean hasBody(HttpServletRequest request) {
        return request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getContentLengthLong() > MAX_BYTES) {
            problems.write(request, response, tooLarge());
        } else if (isEncoded(request)) {
            problems.write(request, response, encoded());
        } else if (hasBody(request)) {
            try (var counted = new CountedRequest(request, space)) {
                chain.doFilter(counted, response);
            }
        } else {
            chain.doFilter(request, response);
        }
    }
}
