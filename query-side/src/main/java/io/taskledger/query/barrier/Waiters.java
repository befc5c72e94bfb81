package io.taskledger.query.barrier;

import java.util.concurrent.ConcurrentHashMap;

/** How many queries of each user are waiting, with a cap. Thread-safe. */
final class Waiters {

    private final ConcurrentHashMap<String, Integer> waiting = new ConcurrentHashMap<>();
    private final int cap;

    Waiters(int cap) {
        this.cap = cap;
    }

    /** Counts one more in, even past the cap, and answers whether the cap is kept; {@link #leave} always follows. */
    boolean enter(String user) {
        return waiting.merge(user, 1, Integer::sum) <= cap;
    }

    void leave(String user) {
        waiting.computeIfPresent(user, (name, now) -> now == 1 ? null : now - 1);
    }
}
