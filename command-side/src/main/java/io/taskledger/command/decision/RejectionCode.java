package io.taskledger.command.decision;

import java.util.Locale;

/** The codes of rejections, one for each rule. */
public enum RejectionCode {
    TASK_NOT_FOUND,
    TASK_ALREADY_EXISTS,
    TASK_DELETED,
    TASK_COMPLETED,
    VERSION_MISMATCH,
    VALIDATION_FAILED;

    private final String wireName = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** The {@code code} that clients see. */
    public String wireName() {
        return wireName;
    }
}
