package io.taskledger.edge.auth;

import jakarta.servlet.http.HttpServletRequest;
import java.util.function.Predicate;

/**
 * The other nodes of this side. A request that one of them passes on was counted there, so rate limits do not count it
 * again; its caller is authenticated all the same. A side whose nodes pass requests on declares a bean of this type.
 *
 * @param sent whether a request certainly comes from another node: a client must not be able to pretend it
 */
public record Peers(Predicate<HttpServletRequest> sent) {

    static final Peers NONE = new Peers(request -> false);
}
