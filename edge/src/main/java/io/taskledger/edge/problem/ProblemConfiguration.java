package io.taskledger.edge.problem;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Failures in one shape, wherever they arise. */
@Configuration(proxyBeanMethods = false)
@Import({ProblemAdvice.class, ErrorPage.class})
public class ProblemConfiguration {

    @Bean
    ProblemWriter edgeProblemWriter() {
        return new ProblemWriter();
    }
}
