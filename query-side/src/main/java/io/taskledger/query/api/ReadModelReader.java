package io.taskledger.query.api;

import com.mongodb.MongoException;
import io.taskledger.contract.commit.ConsistencyToken;
import io.taskledger.edge.auth.Caller;
import io.taskledger.edge.problem.ProblemException;
import io.taskledger.edge.problem.Violation;
import io.taskledger.edge.web.PreferWait;
import io.taskledger.query.barrier.BarrierResult;
import io.taskledger.query.barrier.ReadBarrier;
import io.taskledger.query.fold.Projection;
import io.taskledger.query.projection.Served;
import io.taskledger.query.projection.Serving;
import io.taskledger.query.store.ReadModels;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Reads for a caller after the read barrier has let the query pass. Thread-safe; blocks the calling thread. */
public final class ReadModelReader {

    private static final String TOKEN = "Consistency-Token";
    private static final long RETRY_SECONDS = 1;
    private static final String REBUILDING = "The read models are being rebuilt and are not complete yet; try again";

    private final ReadBarrier barrier;
    private final Serving serving;

    public ReadModelReader(ReadBarrier barrier, Serving serving) {
        this.barrier = barrier;
        this.serving = serving;
    }

    /**
     * Reads, and sets the consistency token of the response.
     *
     * @param what one of the projections that are read, which are all of one group
     * @throws ProblemException 400, 429 or 503 if the query is refused
     */
    <T> T read(Caller caller, HttpServletRequest request, Projection what, Function<Reading, T> reader) {
        var token = token(request);
        var timeout = PreferWait.of(request).duration();
        var served = served(what);
        var result = available(() -> barrier.await(served, caller.id(), token, timeout));
        return switch (result) {
            case BarrierResult.Passed passed -> {
                var read = available(
                        () -> reader.apply(new Reading(caller.id(), passed, served.readModels(), what.group())));
                stamp(passed.asOf()); // known before the read began, so the data is at least as new
                yield read;
            }
            case BarrierResult.Refused refused -> throw refusal(refused);
        };
    }

    private static void stamp(ConsistencyToken asOf) {
        if (RequestContextHolder.currentRequestAttributes() instanceof ServletRequestAttributes attributes
                && attributes.getResponse() != null) {
            attributes.getResponse().setHeader(TOKEN, asOf.toString());
        }
    }

    private static ProblemException refusal(BarrierResult.Refused refused) {
        return switch (refused) {
            case BEHIND -> behind("The read models are behind the ledger; try again");
            case REBUILDING -> behind(REBUILDING);
            case FOREIGN_TOKEN ->
                badToken(
                        "This Consistency-Token belongs to another user or another ledger; repeat the query without it");
            case TOO_MANY_WAITERS ->
                new ProblemException(
                                429,
                                "too-many-waiters",
                                "Too many queries of this user are waiting for the read models")
                        .withRetryAfter(RETRY_SECONDS);
        };
    }

    /**
     * Reads without the barrier, for callers who do not read their own data.
     *
     * @throws ProblemException 503 if MongoDB does not respond, or if this node has nothing to show
     */
    <T> T readAny(Projection what, Function<ReadModels, T> reader) {
        var served = served(what);
        return available(() -> reader.apply(served.readModels()));
    }

    private Served served(Projection what) {
        var served = serving.of(what);
        if (served == null) {
            throw behind(REBUILDING);
        }
        return served;
    }

    private static <T> T available(Supplier<T> reader) {
        try {
            return reader.get();
        } catch (MongoException e) {
            throw behind("The MongoDB of the read models does not respond; try again");
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
            // reported below
        }
        throw badToken("Consistency-Token must be a token that this service returned");
    }

    private static ProblemException badToken(String message) {
        return new ProblemException(400, "bad-consistency-token", message)
                .withDetails(List.of(new Violation(TOKEN, message)));
    }
}
