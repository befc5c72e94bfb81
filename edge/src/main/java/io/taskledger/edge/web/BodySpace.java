package io.taskledger.edge.web;

import io.taskledger.edge.problem.ProblemException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The heap for the bodies of all requests in progress: many large bodies that arrive slowly must not fill the heap.
 * Thread-safe.
 */
final class BodySpace {

    private final long size;
    private final AtomicLong taken = new AtomicLong();

    /** @param size bytes */
    BodySpace(long size) {
        this.size = size;
    }

    /** An eighth of the heap; a body is copied once when it is complete. */
    static BodySpace ofHeap() {
        return new BodySpace(Runtime.getRuntime().maxMemory() / 8);
    }

    /** @throws ProblemException 503 if there is not enough space; then nothing is reserved */
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
