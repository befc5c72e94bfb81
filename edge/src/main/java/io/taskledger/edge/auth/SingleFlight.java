package io.taskledger.edge.auth;

import io.taskledger.edge.problem.ProblemException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Has a token checked once for all requests that came with it at the same time. Thread-safe. */
final class SingleFlight {

    private final ConcurrentHashMap<TokenCache.Key, CompletableFuture<VerifiedToken>> flying =
            new ConcurrentHashMap<>();

    /** @throws ProblemException what the check threw, here or in the thread whose check this one waited for */
    VerifiedToken check(TokenCache.Key key, Supplier<VerifiedToken> check) {
        CompletableFuture<VerifiedToken> mine = new CompletableFuture<>();
        CompletableFuture<VerifiedToken> first = flying.putIfAbsent(key, mine);
        if (first != null) {
            return joined(first);
        }
        try {
            VerifiedToken verified = check.get();
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
