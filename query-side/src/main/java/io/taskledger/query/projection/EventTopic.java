package io.taskledger.query.projection;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * The topic that the commits come from; the command side makes it. Thread-safe.
 *
 * @param admin of the cluster
 * @param name of the topic
 */
public record EventTopic(Admin admin, String name) {

    /**
     * How many partitions it has; empty if it does not exist.
     *
     * @throws TimeoutException if the broker does not answer in time
     * @throws ExecutionException if the broker refuses to answer
     */
    OptionalInt partitions(Duration timeout) throws InterruptedException, ExecutionException, TimeoutException {
        try {
            var description =
                    admin.describeTopics(List.of(name)).topicNameValues().get(name);
            return OptionalInt.of(description
                    .get(timeout.toMillis(), TimeUnit.MILLISECONDS)
                    .partitions()
                    .size());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return OptionalInt.empty();
            }
            throw e;
        }
    }
}
