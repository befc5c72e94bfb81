package io.taskledger.contract.commit;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Names one entity of an owner, whose events form a stream: {@code task/<uuid>} or {@code profile}. The name is unique
 * only together with the owner.
 */
public record StreamId(String name) {

    /** The owner's profile. */
    public static final StreamId PROFILE = new StreamId("profile");

    private static final String TASK = "task/";

    /**
     * @throws IllegalArgumentException if the name starts with {@code task/} and does not continue with a canonical
     *     UUID
     */
    public StreamId {
        if (name.startsWith(TASK) && !isCanonicalUuid(name.substring(TASK.length()))) {
            throw new IllegalArgumentException("A task's stream is named after its UUID in canonical form");
        }
    }

    /** The stream of a task. */
    public static StreamId task(UUID task) {
        return new StreamId(TASK + task);
    }

    /** The task whose stream this is, or null for another entity. */
    public @Nullable UUID task() {
        return name.startsWith(TASK) ? UUID.fromString(name.substring(TASK.length())) : null;
    }

    private static boolean isCanonicalUuid(String text) {
        return text.length() == 36 && UUID.fromString(text).toString().equals(text);
    }

    @Override
    public String toString() {
        return name;
    }
}
