package io.taskledger.vault;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells operators why keys cannot be read: the first trouble of each minute, in the log and in health. Thread-safe. */
final class KeyTrouble {

    private static final Logger LOG = LoggerFactory.getLogger(KeyTrouble.class);
    private static final Duration SHOWN = Duration.ofMinutes(1);

    private final Ticker ticker;
    private @Nullable String why;
    private long since;

    KeyTrouble(Ticker ticker) {
        this.ticker = ticker;
    }

    /** Notes the trouble and returns it. */
    synchronized OwnerKeyState.Unavailable is(OwnerKeyState.Unavailable state, RuntimeException cause) {
        if (obstacle() == null) {
            why = state.why();
            since = ticker.read();
            LOG.warn("Commands with an Idempotency-Key are refused: {}", why);
            LOG.debug("The cause", cause);
        }
        return state;
    }

    /** The trouble of the last minute, or null. */
    synchronized @Nullable String obstacle() {
        return why != null && ticker.read() - since < SHOWN.toNanos() ? why : null;
    }
}
