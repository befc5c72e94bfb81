package io.taskledger.command.axon;

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.infra.ComponentDescriptor;
import org.axonframework.eventsourcing.eventstore.AppendEventsTransactionRejectedException;
import org.axonframework.messaging.core.Message;
import org.axonframework.messaging.core.retry.RetryPolicy;

/**
 * Decides a command again if a stream that it read had changed when it was appended: at once the first time, then after
 * a random part of a time that doubles, so that concurrent commands for one task spread out (AWS Builders' Library,
 * "Timeouts, retries and backoff with jitter"). Each conflict means that another command for the stream was stored, so
 * this many commands for one task at the same time are all carried out. Axon's own policies never retry this failure,
 * because it counts as non-transient.
 */
final class ConflictRetries implements RetryPolicy {

    private static final int MAX_RETRIES = 200;
    private static final int MAX_WAIT_MILLIS_LOG2 = 6; // 64 ms; all waits together six seconds on average

    @Override
    public Outcome defineFor(Message message, Throwable failure, List<Class<? extends Throwable>[]> previousFailures) {
        int retried = previousFailures.size();
        return isConflict(failure) && retried < MAX_RETRIES
                ? Outcome.rescheduleIn(wait(retried), TimeUnit.MILLISECONDS)
                : Outcome.doNotReschedule();
    }

    private static long wait(int retried) {
        return ThreadLocalRandom.current().nextLong(1L << Math.min(retried, MAX_WAIT_MILLIS_LOG2));
    }

    static boolean isConflict(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof AppendEventsTransactionRejectedException) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void describeTo(ComponentDescriptor descriptor) {
        descriptor.describeProperty("attempts", MAX_RETRIES);
    }
}
