package io.taskledger.edge.route;

/** Which of the two services a route belongs to. */
public enum Side {
    /** Decides and stores. */
    COMMAND,
    /** Reads. */
    QUERY
}
