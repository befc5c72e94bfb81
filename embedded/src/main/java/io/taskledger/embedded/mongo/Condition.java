package io.taskledger.embedded.mongo;

import de.bwaldvogel.mongo.backend.DefaultQueryMatcher;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of a query that a document passes or not. Not thread-safe. */
sealed interface Condition {

    boolean passes(StoredDocument document);

    /**
     * The value of the field, or some element of it, lies in one of the intervals.
     *
     * @param intervals in order, without overlap
     */
    record Within(String field, List<Interval> intervals, KeyWriter writer) implements Condition {

        /** Whether all are single values. */
        boolean isPoints() {
            return intervals.stream().allMatch(Interval::isPoint);
        }

        @Override
        public boolean passes(StoredDocument document) {
            return document.get(field) instanceof Collection<?> elements
                    ? elements.stream().anyMatch(this::contains)
                    : contains(document.get(field));
        }

        private boolean contains(@Nullable Object value) {
            if (value instanceof Collection) {
                return false;
            }
            writer.clear();
            writer.value(value);
            return intervals.stream().anyMatch(interval -> interval.contains(writer.bytes(), writer.size()));
        }
    }

    /** Some alternative, all of which it passes; or none of them. */
    record Alternatives(List<List<Condition>> alternatives, boolean wanted) implements Condition {

        @Override
        public boolean passes(StoredDocument document) {
            return wanted
                    == alternatives.stream().anyMatch(tests -> tests.stream().allMatch(test -> test.passes(document)));
        }
    }

    /** Whatever else a query asks for. */
    record Other(Document query) implements Condition {

        private static final DefaultQueryMatcher MATCHER = new DefaultQueryMatcher();

        @Override
        public boolean passes(StoredDocument document) {
            return MATCHER.matches(document.decoded(), query);
        }
    }
}
