package io.taskledger.benchmark;

import io.taskledger.command.entity.EntityState;
import io.taskledger.command.ledger.Append;
import io.taskledger.command.ledger.Appended;
import io.taskledger.command.ledger.History;
import io.taskledger.command.ledger.Ledger;
import io.taskledger.contract.commit.Commit;
import io.taskledger.contract.commit.CommitHash;
import io.taskledger.contract.commit.StreamId;
import io.taskledger.contract.commit.StreamRef;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the states to which appends lead, and stores nothing, so that only the way to the ledger is measured. Not
 * thread-safe.
 */
final class MemoryLedger implements Ledger<EntityState> {

    private static final byte[] UNWRITTEN = new byte[0];

    private final Map<StreamId, EntityState> states = new HashMap<>();
    private long head = -1;

    @Override
    public Known<EntityState> known(String owner, StreamId stream) {
        return new Known<>(states.get(stream), head);
    }

    @Override
    public History<EntityState> history(String owner, StreamId stream) {
        throw new UnsupportedOperationException("Every stream is known");
    }

    @Override
    public void begin(StreamRef stream) {}

    @Override
    public CompletableFuture<Appended> append(Append<EntityState> append) {
        var commit = new Commit(0, ++head, CommitHash.NONE, append.draft(), UNWRITTEN, CommitHash.NONE);
        states.putAll(append.effect().at(append.draft().time()));
        return CompletableFuture.completedFuture(new Appended.Stored(commit));
    }

    @Override
    public long catchUp(int lane) {
        return head;
    }

    @Override
    public long source(String owner, Set<StreamId> streams, Consumer<Commit> each) {
        throw new UnsupportedOperationException("No command reads commits");
    }

    @Override
    public @Nullable Commit withKey(String owner, String key) {
        return null;
    }

    @Override
    public CommitHash genesis(int lane) {
        return CommitHash.NONE;
    }
}
