package io.taskledger.command.axon;

import io.taskledger.command.decision.Rejection;
import io.taskledger.contract.commit.Commit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.axonframework.messaging.core.Context.ResourceKey;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.jspecify.annotations.Nullable;

/**
 * The result of a command: filled while the command is handled and committed, read afterwards. One for each unit of
 * work.
 */
public final class Reply {

    private static final ResourceKey<Reply> KEY = ResourceKey.withLabel("reply");

    private final List<Object> results = new ArrayList<>();
    private @Nullable Instant decidedAt;
    private Function<Instant, List<Object>> views = time -> List.copyOf(results);
    private long basis = Long.MAX_VALUE;
    private @Nullable Rejection rejection;
    private int rejectedIndex;
    private @Nullable Commit commit;

    private Reply() {}

    static Reply of(ProcessingContext context) {
        return context.computeResourceIfAbsent(KEY, Reply::new);
    }

    void readAt(long position) {
        basis = Math.min(basis, position);
    }

    void result(Object view) {
        results.add(view);
    }

    void rejected(int index, Rejection why) {
        rejectedIndex = index;
        rejection = why;
    }

    /**
     * @param time the time in the results
     * @param rendered the results for another time
     */
    void renders(Instant time, Function<Instant, List<Object>> rendered) {
        decidedAt = time;
        views = rendered;
    }

    /**
     * A commit may have a later time than the command, because its lane was ahead. The results show the stored time.
     */
    void committed(Commit stored) {
        commit = stored;
        var time = stored.content().time();
        if (decidedAt != null && !time.equals(decidedAt)) {
            var rendered = views.apply(time);
            results.clear();
            results.addAll(rendered);
        }
    }

    /** The position as of which the command was decided. */
    public long basis() {
        return basis;
    }

    /** The views of the tasks or profiles after the commands; one for each command, in order. */
    public List<Object> results() {
        return results;
    }

    /** Null unless the command was rejected; then nothing was appended. */
    public @Nullable Rejection rejection() {
        return rejection;
    }

    /** The index of the rejected command in a batch, from 0. */
    public int rejectedIndex() {
        return rejectedIndex;
    }

    /** Null if nothing was appended. */
    public @Nullable Commit commit() {
        return commit;
    }
}
