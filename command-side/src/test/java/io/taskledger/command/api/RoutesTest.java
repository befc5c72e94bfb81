package io.taskledger.command.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.contract.ApiRoute;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** openapi.yaml has every route that is mapped here, and no other of this side. */
class RoutesTest {

    @Test
    void the_mapped_routes_are_those_of_openapi_yaml() {
        assertThat(mapped())
                .containsExactlyInAnyOrderElementsOf(ApiRoute.all().stream()
                        .filter(route -> route.side().equals("command"))
                        .map(route -> route.method() + " " + route.path())
                        .toList());
    }

    private static Set<String> mapped() {
        return CommandService.shared().bean(RequestMappingHandlerMapping.class).getHandlerMethods().keySet().stream()
                .filter(route -> !route.getPatternValues().equals(Set.of("/error"))) // Spring's page, for forwards only
                .flatMap(RoutesTest::routes)
                .collect(Collectors.toSet());
    }

    private static Stream<String> routes(RequestMappingInfo route) {
        var methods = route.getMethodsCondition().getMethods();
        return route.getPatternValues().stream()
                .flatMap(path -> methods.isEmpty()
                        ? Stream.of("any method " + path)
                        : methods.stream().map(method -> method + " " + path));
    }
}
