package io.taskledger.command.decision;

import java.util.List;

/**
 * The result of deciding a command.
 *
 * @param <E> the events of the entity
 */
public sealed interface Decision<E> {

    /** The command is accepted with these events; the list is empty for a no-op. */
    record Accepted<E>(List<E> events) implements Decision<E> {
        public Accepted {
            events = List.copyOf(events);
        }
    }

    /** The command is rejected and changes nothing. */
    record Rejected<E>(Rejection rejection) implements Decision<E> {}

    /** Accepted with these events. */
    @SafeVarargs
    @SuppressWarnings("varargs") // only copied
    static <E> Decision<E> accept(E... events) {
        return new Accepted<>(List.of(events));
    }

    /** Rejected by a rule. */
    static <E> Decision<E> reject(RejectionCode code, String reason) {
        return new Rejected<>(new Rejection(code, reason, List.of()));
    }

    /** Rejected because of these invalid fields. */
    static <E> Decision<E> invalid(List<Rejection.Field> fields) {
        return new Rejected<>(new Rejection(RejectionCode.VALIDATION_FAILED, "Some fields are invalid", fields));
    }
}
