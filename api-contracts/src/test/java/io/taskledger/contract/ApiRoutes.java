package io.taskledger.contract;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The routes of openapi.yaml, for the tests that compare them with those that are mapped. */
public final class ApiRoutes {

    private ApiRoutes() {}

    /**
     * The routes that a side serves, for example {@code GET /api/tasks/{id}}.
     *
     * @param side {@code command} or {@code query}, the value of {@code x-side}
     */
    public static Set<String> of(String side) {
        return Documents.read("openapi.yaml")
                .path("paths")
                .propertyStream()
                .flatMap(path -> path.getValue()
                        .propertyStream()
                        .filter(operation ->
                                operation.getValue().path("x-side").asString("").equals(side))
                        .map(operation -> operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey()))
                .collect(Collectors.toUnmodifiableSet());
    }
}
