package io.taskledger.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.core.type.filter.AnnotationTypeFilter;

class SettingsPageTest {

    @Test
    void the_page_names_every_setting_and_none_that_is_not() throws Exception {
        var named = Pattern.compile("\\| `(TASKLEDGER_[A-Z0-9_]+)`")
                .matcher(Files.readString(Path.of("../docs/settings.md")))
                .results()
                .map((MatchResult match) -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        named.removeAll(Set.of("TASKLEDGER_JAVA_OPTS", "TASKLEDGER_STANDALONE_AUTH", "TASKLEDGER_STANDALONE_DATA"));

        assertThat(named).isEqualTo(settings());
    }

    private static Set<String> settings() throws ClassNotFoundException {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        var all = new TreeSet<String>();
        for (var found : scanner.findCandidateComponents("io.taskledger")) {
            var type = Class.forName(found.getBeanClassName());
            var annotation = AnnotationUtils.getAnnotation(type, ConfigurationProperties.class);
            add(all, variable(annotation.prefix()), type);
        }
        return all;
    }

    private static void add(Set<String> all, String prefix, Class<?> type) {
        for (var component : type.getRecordComponents()) {
            var name = prefix + "_" + variable(component.getName());
            if (component.getType().isRecord()) {
                add(all, name, component.getType());
            } else if (elements(component) instanceof Class<?> element && element.isRecord()) {
                add(all, name + "_0", element);
            } else {
                all.add(name);
            }
        }
    }

    /** The element type of a list, or null. */
    private static Type elements(RecordComponent component) {
        return component.getGenericType() instanceof ParameterizedType list ? list.getActualTypeArguments()[0] : null;
    }

    private static String variable(String name) {
        return name.replaceAll("([a-z])([A-Z])", "$1_$2")
                .replace('.', '_')
                .replace('-', '_')
                .toUpperCase(Locale.ROOT);
    }
}
