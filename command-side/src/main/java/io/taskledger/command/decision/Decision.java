package io.taskledger.command.decision;

import java.util.List;

/**
 * What a command comes to.
 *
 * @param <E> the events of the entity
 */
public sealed interface Decision<E> {

    /** It is done by these events; by none, if what it asks for is so already. */
    record Accepted<E>(List<E> events) implements Decision<E> {
        public Accepted {
            events = List.copyOf(events);
        }
    }

    /** It is refused and changes nothing. */
    record Rejected<E>(Rejection rejection) implements Decision<E> {}

    /** Accepted with these events. */
    @SafeVarargs
    @SuppressWarnings("varargs") // copied, never written to
    static <E> Decision<E> accept(E... events) {
        return new Accepted<>(List.of(events));
    }

    /** Refused by a rule. */
    static <E> Decision<E> reject(RejectionCode code, String reason) {
        return new Rejected<>(new Rejection(code, reason, List.of()));
    }

    /** Refused because of what these fields hold. */
    static <E> Decision<E> invalid(List<Rejection.Field> fields) {
        return new Rejected<>(new Rejection(RejectionCode.VALIDATION_FAILED, "Some fields are invalid", fields));
    }
}
