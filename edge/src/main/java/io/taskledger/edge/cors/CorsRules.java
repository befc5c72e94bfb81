package io.taskledger.edge.cors;

import io.taskledger.edge.problem.ProblemWriter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Reads {@code FRONTEND_URL}, the one setting without the prefix {@code taskledger}. */
@Configuration(proxyBeanMethods = false)
public class CorsRules {

    @Bean
    FrontendCors edgeCors(Environment environment, ProblemWriter problems) {
        return new FrontendCors(FrontendOrigins.parse(environment.getProperty("FRONTEND_URL")), problems);
    }
}
