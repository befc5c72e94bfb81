package io.taskledger.vault;

import static io.taskledger.vault.VaultConfiguration.FOLDER;
import static io.taskledger.vault.VaultConfiguration.MASTER;

import io.taskledger.edge.SettingException;
import io.taskledger.node.log.Deadline;
import io.taskledger.vault.crypto.MasterKeys;
import io.taskledger.vault.store.KeyStore;
import io.taskledger.vault.store.KeyStoreUnavailableException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether the store of keys and the master keys belong together; without that, every owner would be unavailable.
 *
 * @param inFolder whether the store is a folder
 */
record KeyStoreCheck(KeyStore store, MasterKeys masters, boolean inFolder) {

    /** As long as the start waits for the primary of the ledger. */
    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    /**
     * Returns the ids of the master keys that wrap keys.
     *
     * @throws SettingException if they do not belong together, or if the store does not respond
     */
    Set<String> run() {
        return Deadline.within(TIMEOUT, () -> {
            masters.ids().forEach(this::requireSame);
            var inUse = responding(store::mastersInUse);
            inUse.forEach(this::requireConfigured);
            responding(store::id);
            return inUse;
        });
    }

    private void requireSame(String id) {
        if (!masters.isSame(responding(() -> store.masterCheck(masters.check(id))))) {
            throw new SettingException(
                    MASTER,
                    "has another value for the key " + id + " than the one that the owners' keys were wrapped with:"
                            + " correct the value, or give a new key a new id");
        }
    }

    private void requireConfigured(String id) {
        if (!masters.ids().contains(id)) {
            throw new SettingException(
                    MASTER, "lacks the key " + id + ", which wraps keys of owners: add it, as the last one");
        }
    }

    private <T> T responding(Supplier<T> access) {
        var last = new AtomicReference<@Nullable Throwable>();
        var result = Deadline.retry(Deadline.of(TIMEOUT), () -> attempt(access, last), Optional::isEmpty);
        return result.orElseThrow(() -> inFolder
                ? new SettingException(FOLDER, "cannot be used: its files cannot be read and written")
                : KeyDatabase.silent(last.get()));
    }

    private static <T> Optional<T> attempt(Supplier<T> access, AtomicReference<@Nullable Throwable> last) {
        try {
            return Optional.of(access.get());
        } catch (KeyStoreUnavailableException e) {
            last.set(e.getCause());
            return Optional.empty();
        }
    }
}
