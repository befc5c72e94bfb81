package io.taskledger.edge.route;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.RequestPath;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;
import org.springframework.web.util.pattern.PathPattern;

/**
 * Tells commands from queries. A request that reads by its method is a query and any other a command, unless its
 * controller is {@link ServedBy} the other side, as a query with a body is. Thread-safe.
 */
public final class Routes {

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    /** Found at the first request: before, the controllers may not be mapped yet. */
    private final SingletonSupplier<List<Unusual>> unusual;

    Routes(ObjectProvider<RequestMappingHandlerMapping> mappings) {
        unusual = SingletonSupplier.of(() -> mappings.stream()
                .flatMap(mapping -> mapping.getHandlerMethods().entrySet().stream())
                .flatMap(route -> unusual(route.getKey(), route.getValue()))
                .toList());
    }

    /** The side that a request belongs to, whether or not a route takes it. */
    public Side side(HttpServletRequest request) {
        for (var route : unusual.obtain()) {
            if (route.method.equals(request.getMethod()) && route.path.matches(path(request))) {
                return route.side;
            }
        }
        return usual(request.getMethod());
    }

    private static PathContainer path(HttpServletRequest request) {
        RequestPath path = ServletRequestPathUtils.hasParsedRequestPath(request)
                ? ServletRequestPathUtils.getParsedRequestPath(request)
                : ServletRequestPathUtils.parseAndCache(request);
        return path.pathWithinApplication();
    }

    private static Side usual(String method) {
        return READING.contains(method) ? Side.QUERY : Side.COMMAND;
    }

    private static Stream<Unusual> unusual(RequestMappingInfo info, HandlerMethod handler) {
        var served = AnnotatedElementUtils.findMergedAnnotation(handler.getBeanType(), ServedBy.class);
        var paths = info.getPathPatternsCondition();
        if (served == null || paths == null) {
            return Stream.empty();
        }
        return info.getMethodsCondition().getMethods().stream()
                .map(Enum::name)
                .filter(method -> usual(method) != served.value())
                .flatMap(method -> paths.getPatterns().stream().map(path -> new Unusual(method, path, served.value())));
    }

    /** A route whose side its method does not tell. */
    private record Unusual(String method, PathPattern path, Side side) {}
}
