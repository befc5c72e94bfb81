package io.taskledger.standalone.issuer;

import io.taskledger.edge.problem.ProblemException;
import io.taskledger.edge.problem.Violation;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A request for a token.
 *
 * @param sub the user of the token
 * @param role the claim of that name, or null for none
 */
record TokenRequest(String sub, @Nullable String role, Duration ttl) {

    private static final Duration DEFAULT_TTL = Duration.ofHours(12);
    private static final Duration MAX_TTL = Duration.ofDays(30);
    private static final int MAX_TEXT_LENGTH = 255;
    private static final Set<String> FIELDS = Set.of("sub", "role", "ttl");

    /** Reads requests of any content type, because curl's default is that of a form. */
    record Reader(JsonMapper json) {

        /** @throws ProblemException 400 or 422 if it cannot be read */
        TokenRequest read(byte[] body) {
            var node = tree(body);
            List<Violation> wrong = new ArrayList<>();
            node.propertyNames().stream()
                    .filter(name -> !FIELDS.contains(name))
                    .forEach(name -> wrong.add(new Violation(name, "Unknown field; the fields are sub, role and ttl")));
            var sub = text(node, "sub", wrong);
            if (sub == null
                    && wrong.stream().noneMatch(violation -> violation.field().equals("sub"))) {
                wrong.add(new Violation("sub", "sub is missing: the id of the user, for example alice"));
            }
            var role = text(node, "role", wrong);
            var ttl = ttl(node, wrong);
            if (!wrong.isEmpty() || sub == null) {
                throw ProblemException.invalid(wrong);
            }
            return new TokenRequest(sub, role, ttl);
        }

        private JsonNode tree(byte[] body) {
            try {
                var node = json.readTree(body);
                if (node.isObject()) {
                    return node;
                }
            } catch (JacksonException e) {
                // reported below
            }
            throw new ProblemException(
                    400, "malformed-json", "Send a JSON object, for example {\"sub\":\"alice\",\"role\":\"user\"}");
        }

        private static @Nullable String text(JsonNode node, String name, List<Violation> wrong) {
            var value = node.path(name);
            if (value.isMissingNode() || value.isNull()) {
                return null;
            }
            if (value.isString() && isFit(value.stringValue())) {
                return value.stringValue();
            }
            wrong.add(new Violation(name, name + " must be a text of 1 to 255 characters without control characters"));
            return null;
        }

        private static boolean isFit(String text) {
            return !text.isBlank()
                    && text.length() <= MAX_TEXT_LENGTH
                    && text.chars().noneMatch(Character::isISOControl);
        }

        private static Duration ttl(JsonNode node, List<Violation> wrong) {
            var value = node.path("ttl");
            if (value.isMissingNode() || value.isNull()) {
                return DEFAULT_TTL;
            }
            try {
                var ttl = DurationStyle.detectAndParse(value.asString(""), ChronoUnit.SECONDS);
                if (ttl.compareTo(Duration.ofSeconds(1)) >= 0 && ttl.compareTo(MAX_TTL) <= 0) {
                    return ttl;
                }
            } catch (IllegalArgumentException | ArithmeticException e) {
                // reported below
            }
            wrong.add(new Violation("ttl", "ttl must be seconds, or a text such as 15m or 12h; 1 s to 30 days"));
            return DEFAULT_TTL;
        }
    }
}
