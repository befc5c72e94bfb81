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
 * What came of a command: filled while it is handled and committed, read when that is over. One for each unit of work.
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
     * @param time that the results show
     * @param rendered what they are at another time
     */
    void renders(Instant time, Function<Instant, List<Object>> rendered) {
        decidedAt = time;
        views = rendered;
    }

    /** A commit may have got a later time than the command: its lane was ahead. The results show what is stored. */
    void committed(Commit stored) {
        commit = stored;
        var time = stored.content().time();
        if (decidedAt != null && !time.equals(decidedAt)) {
            var rendered = views.apply(time);
            results.clear();
            results.addAll(rendered);
        }
    }

    /** The position as of which it was decided. */
    public long basis() {
        return basis;
    }

    /** The views of what the commands were about, as they are afterwards; one for each, in order. */
    public List<Object> results() {
        return results;
    }

    /** Null unless it was refused; then nothing was appended. */
    public @Nullable Rejection rejection() {
        return rejection;
    }

    /** Which command of a batch was refused, from 0. */
    public int rejectedIndex() {
        return rejectedIndex;
    }

    /** Null if nothing was appended. */
    public @Nullable Commit commit() {
        return commit;
    }
}
