package io.taskledger.query.barrier;

import java.util.concurrent.ConcurrentHashMap;

/** The number of waiting queries of each user, with a limit. Thread-safe. */
final class Waiters {

    private final ConcurrentHashMap<String, Integer> waiting = new ConcurrentHashMap<>();
    private final int cap;

    Waiters(int cap) {
        this.cap = cap;
    }

    /**
     * Adds one, even past the limit, and returns whether the limit is kept. The caller must always call {@link #leave}
     * afterwards.
     */
    boolean enter(String user) {
        return waiting.merge(user, 1, Integer::sum) <= cap;
    }

    void leave(String user) {
        waiting.computeIfPresent(user, (name, now) -> now == 1 ? null : now - 1);
    }
}
