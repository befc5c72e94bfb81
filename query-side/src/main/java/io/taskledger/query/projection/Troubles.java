package io.taskledger.query.projection;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The halted lanes of this node, and how often each has failed. Thread-safe. */
final class Troubles {

    private final Map<Integer, Trouble> open = new ConcurrentHashMap<>();
    private final Map<Integer, Integer> attempts = new ConcurrentHashMap<>();

    /** The lane failed once more; it is tried again after a pause. */
    Trouble failed(int lane, String why) {
        var trouble = Trouble.after(attempts.merge(lane, 1, Integer::sum), why);
        open.put(lane, trouble);
        return trouble;
    }

    /** The lane starts again from its stored checkpoint at once. */
    void renew(int lane, String why) {
        open.put(lane, Trouble.now(why));
    }

    /** The lane is tried again. */
    void close(int lane) {
        open.remove(lane);
    }

    /** The lane has made progress. */
    void forget(int lane) {
        attempts.remove(lane);
        open.remove(lane);
    }

    /** Whether the lane has made no progress since it failed. */
    boolean hasFailed(int lane) {
        return attempts.containsKey(lane);
    }

    @Nullable
    Trouble of(int lane) {
        return open.get(lane);
    }

    int count() {
        return open.size();
    }
}
