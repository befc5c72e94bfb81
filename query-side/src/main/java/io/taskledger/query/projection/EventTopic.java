package io.taskledger.query.projection;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * The topic of the commits; the command side creates it. Thread-safe.
 *
 * @param admin of the cluster
 * @param name of the topic
 */
public record EventTopic(Admin admin, String name) {

    /**
     * The number of its partitions; empty if the topic does not exist.
     *
     * @throws TimeoutException if the broker does not respond in time
     * @throws ExecutionException if the broker refuses the request
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

    /** The offset after the last record of each lane; each lane succeeds or fails separately. */
    public Map<Integer, CompletableFuture<Long>> ends(List<Integer> lanes, Duration timeout) {
        var questions = new HashMap<TopicPartition, OffsetSpec>();
        lanes.forEach(lane -> questions.put(new TopicPartition(name, lane), OffsetSpec.latest()));
        var result =
                admin.listOffsets(questions, new ListOffsetsOptions().timeoutMs(Math.toIntExact(timeout.toMillis())));
        var answers = new HashMap<Integer, CompletableFuture<Long>>();
        questions
                .keySet()
                .forEach(partition -> answers.put(
                        partition.partition(),
                        result.partitionResult(partition)
                                .toCompletionStage()
                                .thenApply(ListOffsetsResultInfo::offset)
                                .toCompletableFuture()));
        return answers;
    }
}
