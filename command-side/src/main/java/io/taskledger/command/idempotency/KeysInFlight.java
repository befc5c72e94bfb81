package io.taskledger.command.idempotency;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The keys of requests in progress on this node. Thread-safe. */
public final class KeysInFlight {

    private final Set<Claim> claims = ConcurrentHashMap.newKeySet();

    /** Held while a request is in progress. */
    public final class Claim implements AutoCloseable {

        private final String owner;
        private final String key;

        private Claim(String owner, String key) {
            this.owner = owner;
            this.key = key;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Claim claim && owner.equals(claim.owner) && key.equals(claim.key);
        }

        @Override
        public int hashCode() {
            return 31 * owner.hashCode() + key.hashCode();
        }

        @Override
        public void close() {
            claims.remove(this);
        }
    }

    /** Null if another request with this key of the owner is in progress. */
    public @Nullable Claim claim(String owner, String key) {
        var claim = new Claim(owner, key);
        return claims.add(claim) ? claim : null;
    }
}
