package io.taskledger.command.ledger;

import io.taskledger.contract.commit.Commit;
import io.taskledger.contract.commit.CommitHash;
import io.taskledger.contract.commit.StreamId;
import io.taskledger.contract.commit.StreamRef;
import io.taskledger.node.log.LedgerUnavailableException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The source of truth: commits in lanes, each at a position of its own, without holes. A port: every implementation
 * passes {@code LedgerContract}. Thread-safe; several ledgers over one store (several nodes) never lose or repeat a
 * commit.
 *
 * @param <S> the state to which the events of one stream fold; kept in memory for recently used streams
 */
public interface Ledger<S> {

    /**
     * The state of a stream, from memory; null if the stream was not used recently. It may lack commits of other nodes:
     * an append is guarded against this, but a result that appends nothing needs {@link #catchUp} first.
     *
     * @throws LedgerUnavailableException if MongoDB does not respond
     */
    @Nullable
    Known<S> known(String owner, StreamId stream);

    /**
     * The events of a stream, by one read of its commits up to the known head of its lane, which the read must have
     * seen. Close it. May lack commits of other nodes, like {@link #known}.
     *
     * @throws LedgerUnavailableException if MongoDB does not respond
     */
    History<S> history(String owner, StreamId stream);

    /**
     * Says that a stream begins with the next append: its name was made for that append, so that no commit has it. This
     * saves the read of its {@link #history}. A guard against commits of other nodes holds as for any stream.
     *
     * @throws LedgerUnavailableException if MongoDB does not respond
     */
    void begin(StreamRef stream);

    /**
     * Passes on all commits of the streams, in lane order, up to the head at the time of the call. They are passed on
     * as they are read, so that a long history needs no memory.
     *
     * @return the position up to which the commits are complete
     * @throws LedgerUnavailableException if MongoDB does not respond
     */
    long source(String owner, Set<StreamId> streams, Consumer<Commit> each);

    /**
     * Queues an append and returns at once. The future completes normally with the outcome, once it is certain: a
     * stored commit is acknowledged by a majority and on disk. It completes with {@link OutcomeUnknownException} if the
     * outcome could not be determined in time, and with another {@link LedgerUnavailableException} if nothing was
     * appended because MongoDB did not respond or the ledger is closing.
     */
    CompletableFuture<Appended> append(Append<S> append);

    /**
     * Reads the commits appended to the lane since this ledger last read it. Concurrent calls for one lane share a
     * round trip that starts after all of these calls.
     *
     * @return the position of the lane's last commit, -1 if it has none
     * @throws LedgerUnavailableException if MongoDB does not respond
     */
    long catchUp(int lane);

    /**
     * The commit with this idempotency key of the owner, if it is at most 24 hours old.
     *
     * @throws OutcomeUnknownException if there is one, but it cannot be read
     * @throws LedgerUnavailableException if MongoDB does not respond
     */
    @Nullable
    Commit withKey(String owner, String key);

    /**
     * The hash of the lane's first commit, which identifies this ledger. From memory once it is known.
     *
     * @return {@link CommitHash#NONE} if the lane has no commits, as far as this ledger knows
     * @throws LedgerUnavailableException if MongoDB does not respond
     */
    CommitHash genesis(int lane);

    /**
     * @param state null if the stream has no events
     * @param basis the position up to which the state is complete; used in {@link Append}
     */
    record Known<S>(@Nullable S state, long basis) {}
}
