package io.taskledger.command.api;

import io.taskledger.command.ledger.OutcomeUnknownException;
import io.taskledger.command.relay.Relay;
import io.taskledger.edge.problem.ProblemException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits until a commit is acknowledged, before a response shows it. Thread-safe. */
public final class Acknowledgement {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final Relay relay;
    private final boolean published;

    /** @param published whether Kafka must have the commit, besides the ledger */
    public Acknowledgement(Relay relay, boolean published) {
        this.relay = relay;
        this.published = published;
    }

    /**
     * Refuses a command whose commit could not be acknowledged, before it is decided.
     *
     * @throws ProblemException 503
     */
    void admit(int lane) {
        if (relay.isBacklogFull(lane)) {
            throw Outcomes.notCarriedOut("Too many commits wait for Kafka");
        }
        if (published && !relay.holds(lane)) {
            throw Outcomes.notCarriedOut("This node does not relay the caller's lane");
        }
    }

    /**
     * Returns when all commits of the lane up to the position are acknowledged.
     *
     * @throws OutcomeUnknownException if this takes too long; the commits stay stored
     */
    void await(int lane, long position) {
        if (!published) {
            return;
        }
        var acknowledged = relay.published(lane, position);
        try {
            acknowledged.get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new OutcomeUnknownException("Kafka has not acknowledged the commit", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OutcomeUnknownException("Interrupted before Kafka acknowledged the commit", e);
        } finally {
            acknowledged.cancel(false); // this caller no longer waits
        }
    }
}
