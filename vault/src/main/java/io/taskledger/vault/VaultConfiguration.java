package io.taskledger.vault;

import static java.util.Objects.requireNonNull;

import io.taskledger.edge.SettingException;
import io.taskledger.node.NodeSettings;
import io.taskledger.node.log.Deadline;
import io.taskledger.vault.crypto.MasterKeys;
import io.taskledger.vault.store.FileKeyStore;
import io.taskledger.vault.store.KeyStore;
import io.taskledger.vault.store.KeyStoreUnavailableException;
import io.taskledger.vault.store.MasterKeyFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The keys of owners, from wherever they are kept. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(KeySettings.class)
public class VaultConfiguration {

    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    private static final String MASTER = "taskledger.keys.master";
    private static final String FOLDER = "taskledger.keys.folder";

    @Bean(destroyMethod = "close")
    KeyDatabase keyDatabase(KeySettings settings, NodeSettings node) {
        return KeySettings.isSet(settings.folder()) ? KeyDatabase.NONE : KeyDatabase.open(settings, node);
    }

    @Bean
    KeyStore keyStore(KeyDatabase database, KeySettings settings) {
        if (!KeySettings.isSet(settings.folder())) {
            return database.store();
        }
        try {
            return new FileKeyStore(Path.of(requireNonNull(settings.folder())));
        } catch (IOException e) {
            throw new SettingException(FOLDER, "cannot be used: " + e.getMessage());
        }
    }

    @Bean
    OwnerKeys ownerKeys(KeyStore store, KeySettings settings) {
        var masters = masters(settings);
        Deadline.within(TIMEOUT, () -> {
            masters.ids().forEach(id -> requireSame(settings, store, masters, id));
            requireAll(masters, responding(settings, store::mastersInUse));
            return responding(settings, store::id);
        });
        return new OwnerKeys(store, masters);
    }

    private static void requireSame(KeySettings settings, KeyStore store, MasterKeys masters, String id) {
        if (!masters.isSame(responding(settings, () -> store.masterCheck(masters.check(id))))) {
            throw new SettingException(
                    MASTER,
                    "has another value for the key " + id + " than the one that the owners' keys were wrapped with:"
                            + " correct the value, or give a new key a new id");
        }
    }

    private static void requireAll(MasterKeys masters, Set<String> inUse) {
        for (var id : inUse) {
            if (!masters.ids().contains(id)) {
                throw new SettingException(
                        MASTER, "lacks the key " + id + ", which wraps keys of owners: add it, as the last one");
            }
        }
    }

    /** Start-up waits for a primary, as it does for the ledger's. */
    private static <T> T responding(KeySettings settings, Supplier<T> access) {
        long deadline = Deadline.of(TIMEOUT);
        var last = new AtomicReference<@Nullable Throwable>();
        var result = Deadline.retry(deadline, () -> attempt(access, last), Optional::isEmpty);
        return result.orElseThrow(() -> KeySettings.isSet(settings.folder())
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

    private static MasterKeys masters(KeySettings settings) {
        try {
            if (KeySettings.isSet(settings.master())) {
                return MasterKeys.parse(requireNonNull(settings.master()));
            }
            if (KeySettings.isSet(settings.folder())) {
                return MasterKeys.parse(MasterKeyFile.in(Path.of(requireNonNull(settings.folder()))));
            }
        } catch (IllegalArgumentException e) {
            throw new SettingException(MASTER, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new SettingException(FOLDER, "cannot be used: " + e.getMessage());
        }
        throw new SettingException(
                MASTER,
                "is missing: set it to id:key, where the key is 32 random bytes in base64 (openssl rand -base64 32)");
    }
}
