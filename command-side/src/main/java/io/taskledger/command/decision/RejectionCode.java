package io.taskledger.command.decision;

import java.util.Locale;

/** The rules that refuse, one code each. */
public enum RejectionCode {
    TASK_NOT_FOUND,
    TASK_ALREADY_EXISTS,
    TASK_DELETED,
    TASK_COMPLETED,
    VERSION_MISMATCH,
    VALIDATION_FAILED;

    private final String wireName = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** What clients see as {@code code}. */
    public String wireName() {
        return wireName;
    }
}
