package io.taskledger.edge.auth;

import io.taskledger.edge.problem.ProblemException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Checks a token once for all concurrent requests that carry it. Thread-safe. */
final class SingleFlight {

    private final ConcurrentHashMap<TokenCache.Key, CompletableFuture<VerifiedToken>> flying =
            new ConcurrentHashMap<>();

    /** @throws ProblemException what the check threw, in this thread or in the thread that this one waited for */
    VerifiedToken check(TokenCache.Key key, Supplier<VerifiedToken> check) {
        CompletableFuture<VerifiedToken> mine = new CompletableFuture<>();
        var first = flying.putIfAbsent(key, mine);
        if (first != null) {
            return joined(first);
        }
        try {
            var verified = check.get();
            mine.complete(verified);
            return verified;
        } catch (RuntimeException | Error e) {
            mine.completeExceptionally(e);
            throw e;
        } finally {
            flying.remove(key, mine);
        }
    }

    private static VerifiedToken joined(CompletableFuture<VerifiedToken> first) {
        try {
            return first.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof ProblemException refusal ? refusal : e;
        }
    }
}
