package io.taskledger.contract;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads the documents of this module and resolves their references. */
final class Documents {

    private static final YAMLMapper YAML = new YAMLMapper(); // reads JSON as well

    private static final Map<String, JsonNode> READ = new ConcurrentHashMap<>();

    private Documents() {}

    /** A document by its path below the resources. */
    static JsonNode read(String path) {
        return READ.computeIfAbsent(path, Documents::parsed);
    }

    private static JsonNode parsed(String path) {
        try (var in = requireNonNull(Documents.class.getResourceAsStream("/" + path), path)) {
            return YAML.readTree(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every {@code $ref} in the document, at any depth. */
    static List<String> references(JsonNode node) {
        var found = new ArrayList<String>();
        if (node.path("$ref").isString()) {
            found.add(node.path("$ref").stringValue());
        }
        node.forEach(child -> found.addAll(references(child)));
        return found;
    }

    /** The target of a reference in the document at this path; a missing node if there is none. */
    static JsonNode resolve(String path, String reference) {
        var target = URI.create(path).resolve(reference);
        return read(target.getPath()).at(target.getFragment() == null ? "" : target.getFragment());
    }
}
