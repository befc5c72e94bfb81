package io.taskledger.contract.task;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.taskledger.contract.Wire;
import java.util.Locale;

/** The progress of a task. Being deleted is not a status: a deleted task keeps its status until it is restored. */
public enum Status implements Wire.Named {
    OPEN,
    IN_PROGRESS,
    COMPLETED;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    @Override
    public String wireName() {
        return wireName;
    }

    /**
     * Reads the form that JSON uses.
     *
     * @throws IllegalArgumentException if no status has this name
     */
    @JsonCreator
    public static Status of(String wireName) {
        return Wire.named(Status.class, wireName);
    }
}
