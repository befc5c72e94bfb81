package io.taskledger.edge.web;

import io.taskledger.edge.problem.ProblemException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Heap for the bodies of all requests that are being served: many large bodies that arrive slowly must not fill it.
 * Thread-safe.
 */
final class BodySpace {

    private final long size;
    private final AtomicLong taken = new AtomicLong();

    /** @param size bytes */
    BodySpace(long size) {
        this.size = size;
    }

    /** An eighth of the heap: a body is copied once when it is whole. */
    static BodySpace ofHeap() {
        return new BodySpace(Runtime.getRuntime().maxMemory() / 8);
    }

    /** @throws ProblemException 503 if there is no space; then nothing is taken */
    void take(int bytes) {
        if (taken.addAndGet(bytes) > size) {
            release(bytes);
            throw new ProblemException(503, "overloaded", "Too many large bodies are being received").withRetryAfter(1);
        }
    }

    void release(int bytes) {
        taken.addAndGet(-bytes);
    }
}
