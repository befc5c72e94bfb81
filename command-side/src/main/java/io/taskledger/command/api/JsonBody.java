package io.taskledger.command.api;

import io.taskledger.edge.problem.ProblemException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads request bodies. A body with a duplicate name is refused, because two readers could interpret it differently.
 */
final class JsonBody {

    /** The bodies of this API are at most lists of objects with lists. */
    private static final int MAX_DEPTH = 20;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNumberLength(100)
                            .build())
                    .disable(TokenStreamFactory.Feature.CHARSET_DETECTION) // always UTF-8 (RFC 8259, section 8.1)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private JsonBody() {}

    /** @throws ProblemException 400 if the body is not a JSON object */
    static ObjectNode object(byte[] body) {
        try {
            if (MAPPER.readTree(body) instanceof ObjectNode object) {
                return object;
            }
            throw malformed("The body must be a JSON object");
        } catch (JacksonException e) {
            var place = e.getLocation();
            throw malformed(
                    place == null || place.getLineNr() < 1
                            ? "The body is not valid JSON"
                            : "The body is not valid JSON: see line %d, column %d"
                                    .formatted(place.getLineNr(), place.getColumnNr()));
        }
    }

    private static ProblemException malformed(String detail) {
        return new ProblemException(400, "malformed-json", detail);
    }
}
