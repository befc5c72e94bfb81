package io.taskledger.contract.event;

import io.taskledger.contract.commit.JsonFields;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Lifts the data of older event versions to today's, one version a step. Stored events are never rewritten: whoever
 * reads them lifts them.
 *
 * @param steps what lifts an event from the version of the key to the next one
 */
public record Upcasters(Map<Step, UnaryOperator<JsonFields>> steps) {

    /** The steps there are: none yet, since every event type still has its first version. */
    public static final Upcasters STANDARD = new Upcasters(Map.of());

    /** Where a step starts. */
    public record Step(String type, int version) {}

    public Upcasters {
        steps = Map.copyOf(steps);
    }

    /** @throws UnreadableEventException if a step on the way to the wanted version is missing */
    JsonFields upcast(String type, int version, int wanted, JsonFields data) {
        var lifted = data;
        for (int at = version; at < wanted; at++) {
            var step = steps.get(new Step(type, at));
            if (step == null) {
                throw new UnreadableEventException(type + " version " + at + " has no upcaster to version " + (at + 1));
            }
            lifted = lift(type, at, step, lifted);
        }
        return lifted;
    }

    private static JsonFields lift(String type, int version, UnaryOperator<JsonFields> step, JsonFields data) {
        try {
            return step.apply(data);
        } catch (RuntimeException e) { // whatever the data held that the step did not expect; the cause may quote it
            throw new UnreadableEventException(type + " version " + version + " cannot be lifted: "
                    + e.getClass().getSimpleName());
        }
    }
}
