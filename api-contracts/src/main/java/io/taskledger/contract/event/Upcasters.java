package io.taskledger.contract.event;

import io.taskledger.contract.commit.JsonFields;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Converts event data of older versions to the current version, one version per step. Stored events are never
 * rewritten; they are converted when they are read.
 *
 * @param steps converts an event from the version in the key to the next version
 */
public record Upcasters(Map<Step, UnaryOperator<JsonFields>> steps) {

    /** The existing steps: none yet, because every event type still has its first version. */
    public static final Upcasters STANDARD = new Upcasters(Map.of());

    /** Where a step starts. */
    public record Step(String type, int version) {}

    public Upcasters {
        steps = Map.copyOf(steps);
    }

    /** @throws UnreadableEventException if a step to the wanted version is missing */
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
        } catch (RuntimeException e) { // unexpected data; the cause may quote it, so it is not passed on
            throw new UnreadableEventException(type + " version " + version + " cannot be converted: "
                    + e.getClass().getSimpleName());
        }
    }
}
