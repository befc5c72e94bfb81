package io.taskledger.edge.auth;

import io.taskledger.edge.limit.ClientAddress;
import io.taskledger.edge.limit.RateLimits;
import io.taskledger.edge.problem.ProblemException;
import io.taskledger.edge.route.Routes;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Decides whether a request is admitted. A token that was found valid before always passes, whatever other clients of
 * the same address have tried. Any other token costs its address a failure, which is given back if the token is valid.
 * Thread-safe.
 */
final class Admission {

    private final SingleFlight flights = new SingleFlight();
    private final TokenCheck check;
    private final TokenCache cache;
    private final RateLimits limits;
    private final ClientAddress address;
    private final Routes routes;
    private final Peers peers;

    Admission(
            TokenCheck check, TokenCache cache, RateLimits limits, ClientAddress address, Routes routes, Peers peers) {
        this.check = check;
        this.cache = cache;
        this.limits = limits;
        this.address = address;
        this.routes = routes;
        this.peers = peers;
    }

    /**
     * Admits the request and writes the caller's remaining quota to the response, unless another node has done so.
     *
     * @throws ProblemException if the request is refused
     */
    VerifiedToken admit(HttpServletRequest request, HttpServletResponse response) {
        if (peers.sent().test(request)) {
            return authenticate(request);
        }
        var token = authenticate(request, response);
        var caller = token.getPrincipal();
        var quota = limits.spend(routes.side(request), caller.id(), caller::roles);
        quota.show(response);
        if (!quota.granted()) {
            throw quota.refusal();
        }
        return token;
    }

    private VerifiedToken authenticate(HttpServletRequest request, HttpServletResponse response) {
        var token = BearerToken.of(request);
        if (token == null) {
            spendFailure(address.of(request), response);
            throw AuthFailures.missing();
        }
        var key = TokenCache.Key.of(token);
        var known = cache.get(key);
        if (known != null) {
            return known;
        }
        return cache.wasGood(key)
                ? flights.check(key, () -> verify(token, key))
                : verifyUnknown(token, key, address.of(request), response);
    }

    /** Without counting failures: the other node has counted them. */
    private VerifiedToken authenticate(HttpServletRequest request) {
        var token = BearerToken.of(request);
        if (token == null) {
            throw AuthFailures.missing();
        }
        var key = TokenCache.Key.of(token);
        var known = cache.get(key);
        return known == null ? flights.check(key, () -> verify(token, key)) : known;
    }

    private VerifiedToken verifyUnknown(String token, TokenCache.Key key, String from, HttpServletResponse response) {
        spendFailure(from, response);
        try {
            var verified = flights.check(key, () -> verify(token, key));
            limits.forgive(from);
            return verified;
        } catch (ProblemException refusal) {
            if (refusal.status() == 503) {
                limits.forgive(from); // the auth server's failure, not the client's
            }
            throw refusal;
        }
    }

    private void spendFailure(String from, HttpServletResponse response) {
        var quota = limits.spendFailure(from);
        quota.show(response);
        if (!quota.granted()) {
            throw quota.refusal();
        }
    }

    private VerifiedToken verify(String token, TokenCache.Key key) {
        long generation = cache.generation();
        try {
            var verified = check.verify(token);
            cache.put(key, verified, generation);
            return verified;
        } catch (ProblemException refusal) {
            if (refusal.status() != 503) {
                cache.forget(key);
            }
            throw refusal;
        }
    }
}
