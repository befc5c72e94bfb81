package io.taskledger.command.decision;

import java.util.List;

/**
 * Why a command is rejected.
 *
 * @param reason a sentence for people
 * @param fields empty unless the code is {@link RejectionCode#VALIDATION_FAILED}
 */
public record Rejection(RejectionCode code, String reason, List<Field> fields) {

    public Rejection {
        fields = List.copyOf(fields);
    }

    /** A fault of one field. */
    public record Field(String field, String message) {}
}
