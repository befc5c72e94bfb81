package io.taskledger.contract.command;

import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The condition on a task or profile under which a command is decided; otherwise the command is rejected. */
public sealed interface Precondition {

    /** No condition. */
    record None() implements Precondition {}

    /** The task or profile exists. */
    record Exists() implements Precondition {}

    /**
     * The task or profile exists and has one of these versions.
     *
     * @param accepted empty if no version is accepted
     */
    record Version(Set<Long> accepted) implements Precondition {

        public Version {
            accepted = Set.copyOf(accepted);
        }

        @Override
        public String toString() {
            return accepted.stream().sorted().map(String::valueOf).collect(Collectors.joining(" or "));
        }
    }

    static Precondition none() {
        return new None();
    }

    static Precondition exists() {
        return new Exists();
    }

    static Precondition version(long version) {
        return new Version(Set.of(version));
    }

    /** @param version null if the task or profile does not exist */
    default boolean isMetBy(@Nullable Long version) {
        return switch (this) {
            case None _ -> true;
            case Exists _ -> version != null;
            case Version(var accepted) -> version != null && accepted.contains(version);
        };
    }

    /** Why a task or profile with this version does not meet the condition, as an addition to a sentence. */
    default String mismatch(long version) {
        return "version " + version
                + (this instanceof Version some && !some.accepted().isEmpty() ? ", not " + some : "");
    }
}
