package io.taskledger.contract;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A route of openapi.yaml.
 *
 * @param path with names of parameters in braces
 * @param side what {@code x-side} says: {@code command} or {@code query}
 */
public record ApiRoute(String method, String path, String side) {

    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    public static List<ApiRoute> all() {
        return Documents.read("openapi.yaml").path("paths").properties().stream()
                .flatMap(path -> path.getValue().properties().stream()
                        .filter(operation -> METHODS.contains(operation.getKey()))
                        .map(operation -> new ApiRoute(
                                operation.getKey().toUpperCase(Locale.ROOT),
                                path.getKey(),
                                operation.getValue().path("x-side").stringValue())))
                .toList();
    }
}
