package io.taskledger.command.entity;

import io.taskledger.command.decision.Rejection;
import io.taskledger.contract.commit.StreamId;
import io.taskledger.contract.commit.StreamRef;
import io.taskledger.contract.event.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The result of deciding a whole command: all its steps, or the rejection of one of them. */
public sealed interface CommandDecision {

    /** @param index of the rejected command, from 0 */
    record Rejected(int index, Rejection why) implements CommandDecision {}

    /**
     * @param time of the events
     * @param before the states that the decision read; null for an entity that did not exist. Must not be changed
     * @param steps one for each command, in order
     */
    record Accepted(Instant time, Map<StreamRef, @Nullable EntityState> before, List<Step> steps)
            implements CommandDecision {

        public Accepted {
            steps = List.copyOf(steps);
        }

        /**
         * The same events at another time: a commit has a later time than its command if its lane was ahead. Evolves
         * the states again, unless the time is the same.
         */
        public Accepted at(Instant stored) {
            if (stored.equals(time)) {
                return this;
            }
            var states = new HashMap<>(before);
            var again = new ArrayList<Step>(steps.size());
            for (var step : steps) {
                var next = Step.of(step.stream(), states.get(step.stream()), step.events(), stored);
                states.put(step.stream(), next.after());
                again.add(next);
            }
            return new Accepted(stored, before, again);
        }

        /** All events, in order; empty if everything was already as the command asks. */
        public List<StreamEvent> events() {
            var events = new ArrayList<StreamEvent>(steps.size());
            for (var step : steps) {
                long version = step.after().version() - step.events().size();
                for (var event : step.events()) {
                    events.add(new StreamEvent(step.stream(), ++version, event));
                }
            }
            return events;
        }

        /** The entity after each command. */
        public List<Entity> results() {
            return steps.stream()
                    .map(step -> new Entity(step.stream(), step.after()))
                    .toList();
        }

        /** The states after all events. */
        public Map<StreamId, EntityState> states() {
            var states = new HashMap<StreamId, EntityState>();
            steps.forEach(step -> states.put(step.stream().stream(), step.after()));
            return states;
        }
    }

    /**
     * What one command of the whole did.
     *
     * @param events empty if the entity was already as the command asks
     */
    record Step(StreamRef stream, List<Event> events, EntityState after) {

        public Step {
            events = List.copyOf(events);
        }

        /**
         * @param before null if the entity did not exist
         * @throws IllegalStateException if it does not exist afterwards either
         */
        static Step of(StreamRef stream, @Nullable EntityState before, List<? extends Event> events, Instant time) {
            var state = before;
            for (var event : events) {
                state = EntityState.evolve(state, event, time);
            }
            if (state == null) {
                throw new IllegalStateException("A command was accepted without events for what does not exist");
            }
            return new Step(stream, List.copyOf(events), state);
        }
    }
}
