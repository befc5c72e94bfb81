package io.taskledger.edge.auth;

import io.taskledger.edge.problem.ProblemException;

/** Tells whose a bearer token is. Thread-safe. */
interface TokenCheck {

    /** @throws ProblemException 401 if the token is not good, 403 if its user is banned, 503 if there is no telling */
    VerifiedToken verify(String token);
}
