package io.taskledger.standalone.issuer;

import io.taskledger.edge.auth.PublicRoutes;
import io.taskledger.embedded.issuer.Issuer;
import java.io.IOException;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.StringUtils;
import tools.jackson.databind.json.JsonMapper;

/** The development issuer. */
@Configuration(proxyBeanMethods = false)
public class IssuerConfiguration {

    @Bean
    PublicRoutes issuerPublicRoutes() {
        return PublicRoutes.of("/dev/token", "/api/auth/jwks");
    }

    @Bean
    Issuer issuer(
            @Value("${taskledger.standalone.data}") Path data, @Value("${taskledger.standalone.origin}") String origin)
            throws IOException {
        return Issuer.keptIn(data, origin);
    }

    @Bean
    TokenController tokenController(
            Issuer issuer, JsonMapper json, @Value("${FRONTEND_URL:http://localhost:3000}") String frontends) {
        return new TokenController(
                issuer, new TokenRequest.Reader(json), new LocalOnly(StringUtils.commaDelimitedListToSet(frontends)));
    }
}
