package io.taskledger.edge.auth;

import io.taskledger.edge.problem.ProblemException;

/** Finds the user of a bearer token. Thread-safe. */
interface TokenCheck {

    /** @throws ProblemException 401 if the token is invalid, 403 if its user is banned, 503 if it cannot be checked */
    VerifiedToken verify(String token);
}
