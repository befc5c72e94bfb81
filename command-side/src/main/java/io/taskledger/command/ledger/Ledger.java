package io.taskledger.command.ledger;

import io.taskledger.contract.commit.Commit;
import io.taskledger.contract.commit.CommitHash;
import io.taskledger.contract.commit.StreamId;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The source of truth: commits in lanes, each at a position of its own, without holes. A port: every implementation
 * passes {@code LedgerContract}. Thread-safe; several ledgers over one store (several nodes) never lose or repeat a
 * commit.
 *
 * @param <S> what the events of one stream fold to; kept in memory for recently used streams
 */
public interface Ledger<S> {

    /**
     * The state of a stream as this ledger knows it. Served from memory if the stream was used lately, else by one read
     * of the stream's commits up to the known head of its lane, which the read must have seen. It may lag behind what
     * other nodes appended: an append is guarded against that, an answer that appends nothing calls {@link #catchUp}
     * first.
     *
     * @throws LedgerUnavailableException if the store does not answer
     */
    Known<S> state(String owner, StreamId stream);

    /**
     * Shows all commits that touched one of the streams, in lane order, up to the head at the time of the call. They
     * are shown as they are read, so that a long history needs no memory.
     *
     * @return the position up to which nothing was missing
     * @throws LedgerUnavailableException if the store does not answer
     */
    long source(String owner, Set<StreamId> streams, Consumer<Commit> each);

    /**
     * Queues an append and returns at once. The future completes normally with what became of it, once that is certain:
     * a stored commit is acknowledged by a majority and on disk. It completes with {@link OutcomeUnknownException} if
     * the outcome could not be settled in time, and with another {@link LedgerUnavailableException} if nothing was
     * appended because the store did not answer or the ledger is closing.
     */
    CompletableFuture<Appended> append(Append append);

    /**
     * Reads what was appended to the lane since this ledger last looked. Concurrent calls for one lane share a round
     * trip that starts after each of them was made.
     *
     * @return the position of the lane's last commit, -1 if it has none
     * @throws LedgerUnavailableException if the store does not answer
     */
    long catchUp(int lane);

    /**
     * The commit that carries the owner's idempotency key, if it is at most 24 hours old.
     *
     * @throws OutcomeUnknownException if there is one, but it cannot be read
     * @throws LedgerUnavailableException if the store does not answer
     */
    @Nullable
    Commit withKey(String owner, String key);

    /**
     * Commits of a lane in order, from a position on, read from the store with majority concern.
     *
     * @return at most {@code limit}; empty at the end of the lane
     * @throws LedgerUnavailableException if the store does not answer
     */
    List<Commit> read(int lane, long from, int limit);

    /**
     * The hash of the lane's first commit, which tells this ledger from others. From memory once it is known.
     *
     * @return {@link CommitHash#NONE} if the lane has no commits, as far as this ledger knows
     * @throws LedgerUnavailableException if the store does not answer
     */
    CommitHash genesis(int lane);

    /**
     * @param state null if the stream has no events
     * @param basis the position up to which nothing is missing in the state; goes into {@link Append}
     */
    record Known<S>(@Nullable S state, long basis) {}
}
