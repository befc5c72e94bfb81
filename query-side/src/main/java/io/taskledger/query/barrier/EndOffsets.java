package io.taskledger.query.barrier;

import io.taskledger.node.kafka.TopicAdmin;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks up in Kafka where lanes end. At most one look-up per lane is in flight; callers that arrive meanwhile share the
 * next one, which starts after their call, so a result never misses records published before the call. If a look-up
 * fails, only readers of that lane are affected; for the next second, further calls fail at once. Thread-safe.
 */
public final class EndOffsets {

    private static final Logger LOG = LoggerFactory.getLogger(EndOffsets.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final Duration SILENCE = Duration.ofSeconds(1);

    private final TopicAdmin topic;
    private final Map<Integer, Question> questions = new HashMap<>();

    public EndOffsets(TopicAdmin topic) {
        this.topic = topic;
    }

    /** @param next for callers that arrived while a look-up was in flight; null if there are none */
    private record Question(
            CompletableFuture<Long> asked, @Nullable CompletableFuture<Long> next, long failed) {}

    /**
     * The offset after the last record that was published in the lane when this was called, or a later one. Fails if
     * Kafka does not respond.
     */
    public CompletableFuture<Long> of(int lane) {
        CompletableFuture<Long> answer;
        CompletableFuture<Long> toAsk = null;
        synchronized (questions) {
            var last = questions.get(lane);
            if (last == null || last.asked().isDone()) {
                if (last != null && last.asked().isCompletedExceptionally() && isRecent(last.failed())) {
                    return CompletableFuture.failedFuture(new KafkaException("Kafka did not respond a moment ago"));
                }
                toAsk = new CompletableFuture<>();
                questions.put(lane, new Question(toAsk, null, 0));
                answer = toAsk;
            } else {
                answer = Objects.requireNonNullElseGet(last.next(), CompletableFuture::new);
                questions.put(lane, new Question(last.asked(), answer, 0));
            }
        }
        if (toAsk != null) {
            ask(lane, toAsk);
        }
        return answer.copy();
    }

    private void ask(int lane, CompletableFuture<Long> answer) {
        var _ = Objects.requireNonNull(topic.ends(List.of(lane), TIMEOUT).get(lane))
                .whenComplete((end, failure) -> {
                    if (failure != null) {
                        LOG.debug("Kafka does not say where lane {} ends", lane, failure);
                    }
                    settle(lane, answer, end, failure);
                });
    }

    private void settle(int lane, CompletableFuture<Long> answer, @Nullable Long end, @Nullable Throwable failure) {
        CompletableFuture<Long> next;
        synchronized (questions) {
            next = Objects.requireNonNull(questions.get(lane)).next();
            var now = failure == null && next != null ? next : answer;
            questions.put(lane, new Question(now, null, System.nanoTime()));
            if (failure == null) {
                answer.complete(end);
            } else {
                answer.completeExceptionally(failure);
            }
        }
        if (next != null && failure == null) {
            ask(lane, next);
        } else if (next != null) {
            next.completeExceptionally(failure);
        }
    }

    private static boolean isRecent(long failed) {
        return System.nanoTime() - failed < SILENCE.toNanos();
    }
}
