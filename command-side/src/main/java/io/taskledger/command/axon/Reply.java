package io.taskledger.command.axon;

import io.taskledger.command.decision.Rejection;
import io.taskledger.contract.commit.Commit;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.messaging.core.Context.ResourceKey;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.jspecify.annotations.Nullable;

/**
 * What came of a command: filled while it is handled and committed, read when that is over. One for each unit of work.
 */
public final class Reply {

    private static final ResourceKey<Reply> KEY = ResourceKey.withLabel("reply");

    private final List<Object> results = new ArrayList<>();
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

    void committed(Commit stored) {
        commit = stored;
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
