package io.taskledger.vault;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.taskledger.vault.crypto.MasterKeys;
import io.taskledger.vault.crypto.OwnerKey;
import io.taskledger.vault.crypto.WrongKeyException;
import io.taskledger.vault.store.KeyStore;
import io.taskledger.vault.store.KeyStoreUnavailableException;
import io.taskledger.vault.store.StoredKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The keys of owners, read from their store and kept in memory for a minute. For that time, another node may still use
 * a key that was destroyed. Thread-safe; waits only for the store.
 */
public final class OwnerKeys {

    /** How long a key is kept in memory. */
    public static final Duration KEPT = Duration.ofSeconds(60);

    private static final int MAX_KEPT = 50_000;

    private final KeyStore store;
    private final MasterKeys masters;
    private final Cache<String, OwnerKeyState> kept;
    private final AtomicLong forgotten = new AtomicLong();
    private final KeyTrouble trouble;

    public OwnerKeys(KeyStore store, MasterKeys masters) {
        this(store, masters, Ticker.systemTicker());
    }

    OwnerKeys(KeyStore store, MasterKeys masters, Ticker ticker) {
        this.store = store;
        this.masters = masters;
        this.trouble = new KeyTrouble(ticker);
        this.kept = Caffeine.newBuilder()
                .maximumSize(MAX_KEPT)
                .expireAfterWrite(KEPT)
                .ticker(ticker)
                .build();
    }

    /** For reading: an owner without a key and without a tombstone is unavailable, because a key may have been lost. */
    public OwnerKeyState find(String owner) {
        return kept(owner, store::find);
    }

    /**
     * For writing: an owner without a key gets one. It is durable before this returns, so nothing is ever sealed with a
     * key that a crash could lose.
     */
    public OwnerKeyState findOrCreate(String owner) {
        return kept(owner, this::storedOrCreated);
    }

    /**
     * The id of the store of the keys.
     *
     * @throws KeyStoreUnavailableException if it does not respond
     */
    public String storeId() {
        return store.id();
    }

    /** Why some owner's key could not be read in the last minute, as a sentence without its full stop; else null. */
    public @Nullable String obstacle() {
        return trouble.obstacle();
    }

    /** Forgets what is in memory; to be called when the owner's tombstone is durable. */
    public void forget(String owner) {
        forgotten.incrementAndGet();
        kept.invalidate(owner);
    }

    /**
     * What an old master key has wrapped, the current one wraps anew; the owners' keys stay the same. It may be
     * interrupted and repeated at any time, and run beside everything else.
     *
     * @return how many keys were wrapped anew
     * @throws KeyStoreUnavailableException if the store does not respond
     * @throws WrongKeyException if a key cannot be unwrapped
     */
    public long rewrapAll() {
        var old = new ArrayList<String>();
        store.forEach((owner, stored) -> {
            if (stored instanceof StoredKey.Live live && !live.key().master().equals(masters.current())) {
                old.add(owner);
            }
        });
        return rewrap(old);
    }

    private long rewrap(List<String> owners) {
        long done = 0;
        for (var owner : owners) {
            if (store.find(owner) instanceof StoredKey.Live live
                    && store.rewrap(
                            owner, live, new StoredKey.Live(masters.wrap(owner, masters.unwrap(owner, live.key()))))) {
                done++;
            }
        }
        return done;
    }

    private StoredKey storedOrCreated(String owner) {
        var found = store.find(owner);
        return found != null ? found : store.add(owner, new StoredKey.Live(masters.wrap(owner, OwnerKey.random())));
    }

    private OwnerKeyState kept(String owner, Function<String, @Nullable StoredKey> read) {
        var known = kept.getIfPresent(owner);
        if (known != null) {
            return known;
        }
        long before = forgotten.get();
        var state = read(owner, read);
        if (!(state instanceof OwnerKeyState.Unavailable)) {
            kept.put(owner, state);
            if (forgotten.get() != before) { // it may have been read before the erasure, and kept after it
                kept.invalidate(owner);
            }
        }
        return state;
    }

    private OwnerKeyState read(String owner, Function<String, @Nullable StoredKey> read) {
        try {
            return switch (read.apply(owner)) {
                case null -> new OwnerKeyState.Unavailable("An owner has neither a key nor a tombstone", true);
                case StoredKey.Live live -> new OwnerKeyState.Usable(masters.unwrap(owner, live.key()));
                case StoredKey.Erased erased -> new OwnerKeyState.Erased(erased.at());
            };
        } catch (WrongKeyException e) {
            return trouble.is(new OwnerKeyState.Unavailable(String.valueOf(e.getMessage()), false), e);
        } catch (KeyStoreUnavailableException e) {
            return trouble.is(new OwnerKeyState.Unavailable(String.valueOf(e.getMessage()), true), e);
        }
    }
}
