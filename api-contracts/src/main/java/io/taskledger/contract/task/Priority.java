package io.taskledger.contract.task;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.taskledger.contract.Wire;
import java.util.Locale;

/** How urgent a task is, in ascending order: the ordinal is the sort rank. */
public enum Priority implements Wire.Named {
    NONE,
    LOW,
    MEDIUM,
    HIGH,
    URGENT;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    @Override
    public String wireName() {
        return wireName;
    }

    /**
     * Reads the form that JSON uses.
     *
     * @throws IllegalArgumentException if no priority has this name
     */
    @JsonCreator
    public static Priority of(String wireName) {
        return Wire.named(Priority.class, wireName);
    }
}
