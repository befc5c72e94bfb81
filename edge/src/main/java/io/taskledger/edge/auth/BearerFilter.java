package io.taskledger.edge.auth;

import io.taskledger.edge.problem.ProblemException;
import io.taskledger.edge.problem.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets a request pass with the caller of its bearer token (RFC 6750), or responds with the reason why not. */
final class BearerFilter extends OncePerRequestFilter {

    private final Admission admission;
    private final ProblemWriter problems;
    /** Keeps the caller for the asynchronous part of the request, which another thread may serve. */
    private final RequestAttributeSecurityContextRepository kept = new RequestAttributeSecurityContextRepository();

    BearerFilter(Admission admission, ProblemWriter problems) {
        this.admission = admission;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        SecurityContext context;
        try {
            context = new SecurityContextImpl(admission.admit(request, response));
        } catch (ProblemException refusal) {
            problems.write(request, response, refusal);
            return;
        }
        SecurityContextHolder.setContext(context);
        kept.saveContext(context, request, response);
        chain.doFilter(request, response);
    }
}
