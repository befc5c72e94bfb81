package io.taskledger.command.api;

import io.taskledger.command.axon.CommandContext;
import io.taskledger.command.axon.CommandDesk;
import io.taskledger.command.axon.CommitTooLargeException;
import io.taskledger.command.axon.ConflictException;
import io.taskledger.command.axon.KeyTakenException;
import io.taskledger.command.axon.Reply;
import io.taskledger.command.idempotency.KeysInFlight;
import io.taskledger.command.idempotency.Replay;
import io.taskledger.command.ledger.Deadline;
import io.taskledger.command.ledger.Ledger;
import io.taskledger.command.ledger.LedgerUnavailableException;
import io.taskledger.command.ledger.OutcomeUnknownException;
import io.taskledger.contract.commit.Commit;
import io.taskledger.contract.commit.ConsistencyToken;
import io.taskledger.contract.commit.Idempotency;
import io.taskledger.contract.commit.Lanes;
import io.taskledger.edge.problem.ProblemException;
import io.taskledger.edge.trace.CommandSpan;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Runs the command of a request, from the gate to the acknowledgement. Thread-safe; blocks the calling thread. */
public final class CommandRunner {

    private static final long RETRY_SECONDS = 1;

    /** Longer than a replica set needs to elect a primary, which is 12 seconds by default. */
    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    private final CommandDesk desk;
    private final Ledger<?> ledger;
    private final Lanes lanes;
    private final Acknowledgement acknowledgement;
    private final CommandGate gate;
    private final Clock clock;
    private final KeysInFlight inFlight = new KeysInFlight();
    private final Replay replay;

    public CommandRunner(
            CommandDesk desk,
            Ledger<?> ledger,
            Lanes lanes,
            Acknowledgement acknowledgement,
            CommandGate gate,
            Clock clock) {
        this.desk = desk;
        this.ledger = ledger;
        this.lanes = lanes;
        this.acknowledgement = acknowledgement;
        this.gate = gate;
        this.clock = clock;
        replay = new Replay(ledger);
    }

    /** @throws ProblemException if the command cannot be carried out */
    Done run(CommandRequest request) {
        gate.requireOpen();
        acknowledgement.admit(lanes.of(request.owner()));
        try {
            var done = carriedOut(request);
            if (done.position() >= 0) {
                acknowledgement.await(lanes.of(request.owner()), done.position());
            }
            return done;
        } catch (OutcomeUnknownException e) {
            throw Outcomes.unknown("MongoDB does not respond");
        } catch (LedgerUnavailableException e) {
            throw Outcomes.notCarriedOut("MongoDB does not respond");
        } catch (ConflictException e) {
            throw new ProblemException(
                            409, "conflict", "Other requests kept changing the same task or profile; try again")
                    .withRetryAfter(RETRY_SECONDS);
        } catch (CommitTooLargeException e) {
            throw new ProblemException(
                    413, "commit-too-large", "The events of this request do not fit into one commit of 1 MiB");
        }
    }

    private Done carriedOut(CommandRequest request) {
        try (var span = CommandSpan.begin(request.trace())) {
            var done = Deadline.within(TIMEOUT, () -> keyed(request));
            span.done(lanes.of(request.owner()), done.position());
            return done;
        }
    }

    private Done keyed(CommandRequest request) {
        var idempotency = request.idempotency();
        if (idempotency == null) {
            return done(request, decide(request));
        }
        try (var claim = inFlight.claim(request.owner(), idempotency.key())) {
            if (claim == null) {
                throw new ProblemException(
                                409, "idempotency-key-in-flight", "A request with this Idempotency-Key is in progress")
                        .withRetryAfter(RETRY_SECONDS);
            }
            var original = ledger.withKey(request.owner(), idempotency.key());
            return original == null ? first(request, idempotency) : again(request, idempotency, original);
        }
    }

    private Done first(CommandRequest request, Idempotency idempotency) {
        try {
            var reply = decide(request);
            if (reply.commit() == null) {
                // Perhaps it appends nothing because a request with the same key was carried out by another node in the
                // meantime.
                var original = ledger.withKey(request.owner(), idempotency.key());
                if (original != null) {
                    return again(request, idempotency, original);
                }
            }
            return done(request, reply);
        } catch (KeyTakenException e) {
            return again(request, idempotency, e.original());
        }
    }

    private Done again(CommandRequest request, Idempotency idempotency, Commit original) {
        if (!idempotency.equals(original.content().idempotency())) {
            throw new ProblemException(
                    422, "idempotency-key-reused", "This Idempotency-Key was already used for another request");
        }
        try {
            return new Done(
                    replay.results(original, request.command()),
                    original.position(),
                    token(request, original.position()),
                    null,
                    0);
        } catch (LedgerUnavailableException e) {
            throw new OutcomeUnknownException(
                    "The command was carried out before, but its result cannot be read now", e);
        }
    }

    private Reply decide(CommandRequest request) {
        var context = new CommandContext(
                request.actor(),
                clock.instant(),
                request.trace().correlation(),
                request.trace().traceparent(),
                request.idempotency());
        return desk.send(request.command(), context);
    }

    private Done done(CommandRequest request, Reply reply) {
        var commit = reply.commit();
        long position = commit == null ? reply.basis() : commit.position();
        return new Done(reply.results(), position, token(request, position), reply.rejection(), reply.rejectedIndex());
    }

    /** Returns null instead of failing: the commit is stored, even if the ledger no longer responds. */
    private @Nullable ConsistencyToken token(CommandRequest request, long position) {
        int lane = lanes.of(request.owner());
        try {
            return ConsistencyToken.of(lane, ledger.genesis(lane), position);
        } catch (LedgerUnavailableException e) {
            return null;
        }
    }
}
