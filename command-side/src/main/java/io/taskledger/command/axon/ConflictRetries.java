package io.taskledger.command.axon;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.infra.ComponentDescriptor;
import org.axonframework.eventsourcing.eventstore.AppendEventsTransactionRejectedException;
import org.axonframework.messaging.core.Message;
import org.axonframework.messaging.core.retry.RetryPolicy;

/**
 * Decides a command anew, at once, when a stream it read had changed by the time it was appended. Axon's own policies
 * never retry this failure, because it counts as non-transient.
 */
final class ConflictRetries implements RetryPolicy {

    private static final int ATTEMPTS = 8;

    @Override
    public Outcome defineFor(Message message, Throwable failure, List<Class<? extends Throwable>[]> previousFailures) {
        return isConflict(failure) && previousFailures.size() < ATTEMPTS
                ? Outcome.rescheduleIn(0, TimeUnit.MILLISECONDS)
                : Outcome.doNotReschedule();
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
        descriptor.describeProperty("attempts", ATTEMPTS);
    }
}
