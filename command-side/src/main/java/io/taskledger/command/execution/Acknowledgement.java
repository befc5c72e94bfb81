package io.taskledger.command.execution;

import io.taskledger.command.relay.Relay;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

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
     * Why a commit of this lane could not be acknowledged, as a sentence without its full stop; null if it could. Its
     * command is refused before it is decided.
     */
    @Nullable
    String refusal(int lane) {
        if (relay.isBacklogFull(lane)) {
            return "Too many commits wait for Kafka";
        }
        return published && !relay.holds(lane) ? "This node does not relay the caller's lane" : null;
    }

    /**
     * Returns when all commits of the lane up to the position are acknowledged; false if this takes too long. The
     * commits stay stored in any case.
     */
    boolean await(int lane, long position) {
        if (!published || position < 0) {
            return true;
        }
        var acknowledged = relay.published(lane, position);
        try {
            acknowledged.get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            acknowledged.cancel(false); // this caller no longer waits
        }
    }
}
