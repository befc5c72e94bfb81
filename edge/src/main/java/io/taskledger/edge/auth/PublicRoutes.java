package io.taskledger.edge.auth;

import java.util.List;

/**
 * Routes that need no token. A side declares a bean of this type for its own routes; all such beans are combined.
 * Without any, every route needs a token.
 *
 * @param patterns path patterns as Spring MVC writes them, for example {@code /openapi.yaml} or {@code /assets/**}
 */
public record PublicRoutes(List<String> patterns) {

    public PublicRoutes {
        patterns = List.copyOf(patterns);
    }

    public static PublicRoutes of(String... patterns) {
        return new PublicRoutes(List.of(patterns));
    }
}
