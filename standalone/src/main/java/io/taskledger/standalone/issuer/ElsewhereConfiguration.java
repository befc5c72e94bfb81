package io.taskledger.standalone.issuer;

import io.taskledger.edge.auth.PublicRoutes;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Replaces the development issuer if another server signs users in. */
@Configuration(proxyBeanMethods = false)
public class ElsewhereConfiguration {

    /** Public, so that the response says where tokens are issued, and not that one is missing. */
    @Bean
    PublicRoutes elsewherePublicRoutes() {
        return PublicRoutes.of("/dev/token");
    }

    @Bean
    ElsewhereController elsewhereController(@Value("${taskledger.standalone.auth}") String auth) {
        return new ElsewhereController(auth);
    }
}
