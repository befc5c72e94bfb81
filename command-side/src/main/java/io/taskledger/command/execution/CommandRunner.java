package io.taskledger.command.execution;

import io.taskledger.command.axon.CommandDispatcher;
import io.taskledger.command.idempotency.KeyMarks;
import io.taskledger.command.idempotency.KeysInFlight;
import io.taskledger.command.idempotency.Replay;
import io.taskledger.command.ledger.Ledger;
import io.taskledger.command.ledger.OutcomeUnknownException;
import io.taskledger.command.request.CommandRequest;
import io.taskledger.command.request.Outcome;
import io.taskledger.contract.commit.Commit;
import io.taskledger.contract.commit.ConsistencyToken;
import io.taskledger.contract.commit.Idempotency;
import io.taskledger.contract.commit.Lanes;
import io.taskledger.edge.trace.CommandSpan;
import io.taskledger.node.log.Deadline;
import io.taskledger.node.log.LedgerUnavailableException;
import io.taskledger.vault.OwnerKeyState;
import io.taskledger.vault.OwnerKeys;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Runs the command of a request, from the gate to the acknowledgement. Thread-safe; blocks the calling thread. */
public final class CommandRunner {

    private static final String NO_DATABASE = "MongoDB does not respond";

    /** Longer than a replica set needs to elect a primary, which is 12 seconds by default. */
    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    private final CommandDispatcher dispatcher;
    private final Ledger<?> ledger;
    private final Lanes lanes;
    private final Acknowledgement acknowledgement;
    private final CommandGate gate;
    private final OwnerKeys keys;
    private final Clock clock;
    private final KeysInFlight inFlight = new KeysInFlight();
    private final Replay replay;

    public CommandRunner(
            CommandDispatcher dispatcher,
            Ledger<?> ledger,
            Lanes lanes,
            Acknowledgement acknowledgement,
            CommandGate gate,
            OwnerKeys keys,
            Clock clock) {
        this.dispatcher = dispatcher;
        this.ledger = ledger;
        this.lanes = lanes;
        this.acknowledgement = acknowledgement;
        this.gate = gate;
        this.keys = keys;
        this.clock = clock;
        replay = new Replay(ledger);
    }

    /** An outcome that is {@link Outcome.Decided} is also acknowledged. */
    public Outcome run(CommandRequest request) {
        var outcome = runHere(request);
        return request.attempted() && !isFinal(outcome)
                ? new Outcome.Unknown("The node that relays the caller's lane did not respond")
                : outcome;
    }

    /** Whether another node that carries out the same request later would find its key, or do nothing for ever. */
    private static boolean isFinal(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Stored _, Outcome.KeyTaken _, Outcome.KeyReused _, Outcome.TooLarge _ -> true;
            case Outcome.KeyInFlight _, Outcome.Unknown _ -> true; // they promise nothing
            case Outcome.Unchanged _, Outcome.Rejected _, Outcome.Conflict _, Outcome.NotCarriedOut _ -> false;
        };
    }

    private Outcome runHere(CommandRequest request) {
        int lane = lanes.of(request.owner());
        var refusal = gate.refusal();
        if (refusal == null) {
            refusal = acknowledgement.refusal(lane);
        }
        if (refusal != null) {
            return new Outcome.NotCarriedOut(refusal);
        }
        return switch (traced(request, lane)) {
            case Outcome.Decided decided ->
                acknowledgement.await(lane, decided.position())
                        ? decided
                        : new Outcome.Unknown("Kafka has not acknowledged the commit");
            case Outcome other -> other;
        };
    }

    /** The consistency token of an outcome; null if the ledger no longer responds, although the commit is stored. */
    public @Nullable ConsistencyToken token(String owner, Outcome.Decided outcome) {
        int lane = lanes.of(owner);
        try {
            return ConsistencyToken.of(lane, ledger.genesis(lane), outcome.position());
        } catch (LedgerUnavailableException e) {
            return null;
        }
    }

    private Outcome traced(CommandRequest request, int lane) {
        try (var span = CommandSpan.begin(request.trace())) {
            var outcome = Deadline.within(TIMEOUT, () -> keyed(request));
            if (outcome instanceof Outcome.Decided decided) {
                span.done(lane, decided.position());
            }
            return outcome;
        } catch (OutcomeUnknownException e) {
            return new Outcome.Unknown(NO_DATABASE);
        } catch (LedgerUnavailableException e) {
            return new Outcome.NotCarriedOut(NO_DATABASE);
        }
    }

    private Outcome keyed(CommandRequest request) {
        var key = request.key();
        if (key == null) {
            return dispatcher.dispatch(request, null, clock.instant());
        }
        return switch (ownerKey(request.owner())) {
            case OwnerKeyState.Usable(var owner) -> once(request, KeyMarks.of(owner, key));
            case OwnerKeyState.Erased _ -> new Outcome.NotCarriedOut("The owner is erased");
            case OwnerKeyState.Unavailable _ -> new Outcome.NotCarriedOut("The owner's key cannot be read");
        };
    }

    private OwnerKeyState ownerKey(String owner) {
        long deadline = Deadline.of(TIMEOUT);
        return Deadline.retry(
                deadline,
                () -> keys.findOrCreate(owner),
                state -> state instanceof OwnerKeyState.Unavailable unavailable && unavailable.passing());
    }

    private Outcome once(CommandRequest request, Idempotency idempotency) {
        try (var claim = inFlight.claim(request.owner(), idempotency.key())) {
            if (claim == null) {
                return new Outcome.KeyInFlight();
            }
            var original = ledger.withKey(request.owner(), idempotency.key());
            return original == null ? first(request, idempotency) : again(request, idempotency, original);
        }
    }

    private Outcome first(CommandRequest request, Idempotency idempotency) {
        var outcome = dispatcher.dispatch(request, idempotency, clock.instant());
        return switch (outcome) {
            case Outcome.KeyTaken(var original) -> again(request, idempotency, original);
            case Outcome.Unchanged _, Outcome.Rejected _ -> {
                // Perhaps it appends nothing because a request with the same key was carried out by another node in the
                // meantime.
                var original = ledger.withKey(request.owner(), idempotency.key());
                yield original == null ? outcome : again(request, idempotency, original);
            }
            case Outcome other -> other;
        };
    }

    private Outcome again(CommandRequest request, Idempotency idempotency, Commit original) {
        if (!idempotency.equals(original.content().idempotency())) {
            return new Outcome.KeyReused();
        }
        try {
            return replay.of(original, request.command());
        } catch (LedgerUnavailableException e) {
            throw new OutcomeUnknownException(
                    "The command was carried out before, but its result cannot be read now", e);
        }
    }
}
