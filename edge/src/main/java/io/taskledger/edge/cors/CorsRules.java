package io.taskledger.edge.cors;

import io.taskledger.edge.problem.ProblemWriter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Reads {@code FRONTEND_URL}, the one setting without the prefix {@code taskledger}. */
@Configuration(proxyBeanMethods = false)
public class CorsRules {

    @Bean
    FrontendOrigins edgeOrigins(Environment environment) {
        return FrontendOrigins.parse(environment.getProperty("FRONTEND_URL"));
    }

    /** The frontend may read every failure, even if no filter has seen the request. */
    @Bean
    ProblemWriter edgeProblemWriter(FrontendOrigins frontend) {
        return new ProblemWriter(new ReadableFailures(frontend)::permit);
    }

    @Bean
    FrontendCors edgeCors(FrontendOrigins frontend, ProblemWriter problems) {
        return new FrontendCors(frontend, problems);
    }
}
