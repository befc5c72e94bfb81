package io.taskledger.command.axon;

import io.taskledger.command.entity.CommandDecision;
import io.taskledger.command.entity.EntityState;
import io.taskledger.command.request.Outcome;
import io.taskledger.contract.commit.Commit;
import io.taskledger.contract.commit.StreamId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.axonframework.messaging.core.Context.ResourceKey;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.jspecify.annotations.Nullable;

/**
 * What one unit of work decides and stores; filled while Axon handles and commits a command, read afterwards. Not
 * thread-safe: its users follow one another.
 */
final class Work {

    private static final ResourceKey<Work> KEY = ResourceKey.withLabel("work");

    private final List<SourcedEvents<?>> reads = new ArrayList<>();
    private @Nullable CommandDecision decision;
    private @Nullable Commit commit;

    private Work() {}

    static Work of(ProcessingContext context) {
        return context.computeResourceIfAbsent(KEY, Work::new);
    }

    /** These streams are read. */
    void reads(SourcedEvents<?> sourced) {
        reads.add(sourced);
    }

    /** The position as of which everything is complete that was read. */
    private long basis() {
        return reads.stream().mapToLong(SourcedEvents::basis).min().orElse(Long.MAX_VALUE);
    }

    boolean isDecided() {
        return decision != null;
    }

    void decided(CommandDecision result) {
        decision = result;
    }

    void stored(Commit stored) {
        commit = stored;
    }

    /** The states after the events, if their commit has this time; empty for events that were not decided here. */
    Map<StreamId, EntityState> statesAt(Instant time) {
        if (!(decision instanceof CommandDecision.Accepted accepted)) {
            return Map.of();
        }
        var stored = accepted.at(time);
        decision = stored;
        return stored.states();
    }

    /** @throws IllegalStateException if nothing was decided */
    Outcome outcome() {
        return switch (decision) {
            case null -> throw new IllegalStateException("The command was not decided");
            case CommandDecision.Rejected(var index, var why) -> new Outcome.Rejected(index, why, basis());
            case CommandDecision.Accepted accepted ->
                commit == null
                        ? new Outcome.Unchanged(accepted.results(), basis())
                        : new Outcome.Stored(
                                accepted.at(commit.content().time()).results(), commit);
        };
    }
}
