package io.taskledger.standalone.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.contract.ApiRoute;
import io.taskledger.edge.route.ServedBy;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.RequestMapping;

/** Which side serves a route is said by its controller; openapi.yaml says the same, and nginx's tests follow that. */
class ServedByTest {

    @Test
    void the_document_names_the_side_whose_controller_has_the_route() {
        assertThat(ApiRoute.all())
                .containsExactlyInAnyOrderElementsOf(
                        controllers().flatMap(ServedByTest::routes).toList());
    }

    private static Stream<Class<?>> controllers() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(ServedBy.class));
        return Stream.of("io.taskledger.command", "io.taskledger.query")
                .flatMap(side -> scanner.findCandidateComponents(side).stream())
                .map(bean -> ClassUtils.resolveClassName(bean.getBeanClassName(), null));
    }

    private static Stream<ApiRoute> routes(Class<?> controller) {
        var side = controller.getAnnotation(ServedBy.class).value().name().toLowerCase(Locale.ROOT);
        return Arrays.stream(controller.getDeclaredMethods()).flatMap(method -> routes(controller, method, side));
    }

    private static Stream<ApiRoute> routes(Class<?> controller, Method handler, String side) {
        var mapping = AnnotatedElementUtils.findMergedAnnotation(handler, RequestMapping.class);
        if (mapping == null) {
            return Stream.empty();
        }
        var above = AnnotatedElementUtils.findMergedAnnotation(controller, RequestMapping.class);
        var prefix = above == null ? "" : above.path()[0];
        return Arrays.stream(mapping.method())
                .flatMap(method -> paths(mapping).map(path -> new ApiRoute(method.name(), prefix + path, side)));
    }

    /** None is the path of the controller. */
    private static Stream<String> paths(RequestMapping mapping) {
        return mapping.path().length == 0 ? Stream.of("") : Arrays.stream(mapping.path());
    }
}
