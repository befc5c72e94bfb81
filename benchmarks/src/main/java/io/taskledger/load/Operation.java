package io.taskledger.load;

/**
 * A kind of request that is measured.
 *
 * @param command whether the command side serves it
 * @param status of every successful response
 */
record Operation(String name, boolean command, int status, Requests requests) {

    /** Makes the requests of one operation. Thread-safe. */
    @FunctionalInterface
    interface Requests {

        /** @param worker the connection, counted from 0 */
        Request next(int worker);
    }
}
