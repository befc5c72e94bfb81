package io.taskledger.query.api;

import com.mongodb.MongoException;
import io.taskledger.contract.commit.ConsistencyToken;
import io.taskledger.edge.auth.Caller;
import io.taskledger.edge.problem.ProblemException;
import io.taskledger.edge.problem.Violation;
import io.taskledger.edge.web.PreferWait;
import io.taskledger.query.barrier.ReadBarrier;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads for a caller, once the read models show what the caller may expect. Thread-safe; blocks the calling thread. */
public final class ReadGate {

    private static final String TOKEN = "Consistency-Token";
    private static final long RETRY_SECONDS = 1;

    private final ReadBarrier barrier;

    public ReadGate(ReadBarrier barrier) {
        this.barrier = barrier;
    }

    /** @throws ProblemException 400, 429 or 503 if nothing can be read */
    <T> T read(Caller caller, HttpServletRequest request, Supplier<T> reader) {
        var token = token(request);
        switch (barrier.await(caller.id(), token, PreferWait.of(request).duration())) {
            case PASSED -> {}
            case BEHIND -> throw behind("The read models have not caught up with what was stored; ask again");
            case TOO_MANY_WAITERS ->
                throw new ProblemException(
                                429, "too-many-waiters", "Too many of your queries wait for the read models already")
                        .withRetryAfter(RETRY_SECONDS);
        }
        return available(reader);
    }

    /**
     * Reads as of now, for who may not expect to see a command of their own.
     *
     * @throws ProblemException 503 if the database does not answer
     */
    <T> T available(Supplier<T> reader) {
        try {
            return reader.get();
        } catch (MongoException e) {
            throw behind("The database of the read models does not answer; ask again");
        }
    }

    private static ProblemException behind(String detail) {
        return new ProblemException(503, "read-model-behind", detail).withRetryAfter(RETRY_SECONDS);
    }

    private static @Nullable ConsistencyToken token(HttpServletRequest request) {
        var lines = Collections.list(request.getHeaders(TOKEN));
        if (lines.isEmpty()) {
            return null;
        }
        try {
            if (lines.size() == 1) {
                return ConsistencyToken.parse(lines.getFirst());
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        var message = "Consistency-Token must be what a command of this service answered";
        throw new ProblemException(400, "bad-consistency-token", message)
                .withDetails(List.of(new Violation(TOKEN, message)));
    }
}
