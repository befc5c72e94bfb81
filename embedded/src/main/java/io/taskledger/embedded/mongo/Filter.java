package io.taskledger.embedded.mongo;

import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.Document;
import io.taskledger.embedded.mongo.Condition.Alternatives;
import io.taskledger.embedded.mongo.Condition.Other;
import io.taskledger.embedded.mongo.Condition.Within;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * A query as parts that must all hold.
 *
 * @param tests all of them together are the query
 * @param bounds what an index can use: those tests that are {@link Within}, and some that follow from other tests
 */
record Filter(List<Condition> tests, List<Within> bounds) {

    private static final Set<String> COMPARISONS = Set.of("$gt", "$gte", "$lt", "$lte");
    private static final String PLAIN = "[^\\\\.*+?\\[\\](){}|^$]*";

    static Filter of(Document query) {
        var filter = new Filter(new ArrayList<>(), new ArrayList<>());
        filter.addAll(query, new KeyWriter());
        return filter;
    }

    private void addAll(Document query, KeyWriter writer) {
        query.forEach((field, condition) -> {
            if (field.equals("$and") && isQueries(condition)) {
                ((Collection<?>) condition).forEach(part -> addAll((Document) part, writer));
            } else if ((field.equals("$or") || field.equals("$nor")) && isQueries(condition)) {
                tests.add(alternatives(condition, field.equals("$or")));
            } else if (!field.equals("$comment")) {
                add(field, condition, writer);
            }
        });
    }

    private static boolean isQueries(Object condition) {
        return condition instanceof Collection<?> parts
                && !parts.isEmpty()
                && parts.stream().allMatch(Document.class::isInstance);
    }

    private static Condition alternatives(Object condition, boolean wanted) {
        return new Alternatives(
                ((Collection<?>) condition)
                        .stream().map(part -> of((Document) part).tests()).toList(),
                wanted);
    }

    private void add(String field, Object condition, KeyWriter writer) {
        if (field.startsWith("$")) {
            tests.add(new Other(new Document(field, condition)));
        } else if (condition instanceof BsonRegularExpression regex) {
            tests.add(new Other(new Document(field, condition)));
            beginning(field, regex.getPattern(), String.valueOf(regex.getOptions()), writer);
        } else if (condition instanceof Document operators && isOperators(operators)) {
            if (operators.containsKey("$regex")) {
                tests.add(new Other(new Document(field, condition)));
                beginning(
                        field,
                        String.valueOf(operators.get("$regex")),
                        String.valueOf(operators.getOrDefault("$options", "")),
                        writer);
            } else {
                operators.forEach((operator, value) -> add(field, operator, value, writer));
            }
        } else if (KeyWriter.canCompare(condition)) {
            within(field, new Document(field, condition), List.of(Interval.point(condition)), writer);
        } else {
            tests.add(new Other(new Document(field, condition)));
        }
    }

    private static boolean isOperators(Document condition) {
        return !condition.isEmpty()
                && condition.keySet().iterator().next().startsWith("$")
                && !condition.containsKey("$ref")
                && !condition.containsKey("$id");
    }

    private void add(String field, String operator, Object value, KeyWriter writer) {
        var query = new Document(field, new Document(operator, value));
        if (operator.equals("$eq") && KeyWriter.canCompare(value)) {
            within(field, query, List.of(Interval.point(value)), writer);
        } else if (COMPARISONS.contains(operator) && value != null && KeyWriter.canCompare(value)) {
            within(field, query, List.of(Interval.compared(operator, value)), writer);
        } else if (operator.equals("$in")
                && value instanceof Collection<?> values
                && values.stream().allMatch(KeyWriter::canCompare)) {
            within(
                    field,
                    query,
                    values.stream()
                            .map(Interval::point)
                            .distinct()
                            .sorted((one, other) -> one.from().compareTo(other.from()))
                            .toList(),
                    writer);
        } else {
            tests.add(new Other(query));
            if (operator.equals("$elemMatch") && value instanceof Document range) {
                ofOneElement(field, range, writer);
            }
        }
    }

    /** A value inside another document is read by the core: an index only narrows the search. */
    private void within(String field, Document query, List<Interval> intervals, KeyWriter writer) {
        var within = new Within(field, intervals, writer);
        bounds.add(within);
        tests.add(field.contains(".") ? new Other(query) : within);
    }

    /** All bounds hold for the same element, so they can be used together. */
    private void ofOneElement(String field, Document range, KeyWriter writer) {
        range.entrySet().stream()
                .filter(bound -> COMPARISONS.contains(bound.getKey())
                        && bound.getValue() != null
                        && KeyWriter.canCompare(bound.getValue()))
                .map(bound -> Interval.compared(bound.getKey(), bound.getValue()))
                .reduce(Interval::and)
                .ifPresent(interval -> bounds.add(new Within(field, List.of(interval), writer)));
    }

    private void beginning(String field, String pattern, String options, KeyWriter writer) {
        if (options.isEmpty() && pattern.startsWith("^") && pattern.substring(1).matches(PLAIN)) {
            bounds.add(new Within(field, List.of(Interval.beginning(pattern.substring(1))), writer));
        }
    }
}
