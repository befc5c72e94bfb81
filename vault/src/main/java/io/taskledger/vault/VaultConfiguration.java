package io.taskledger.vault;

import static java.util.Objects.requireNonNull;

import io.taskledger.edge.SettingException;
import io.taskledger.node.NodeSettings;
import io.taskledger.vault.crypto.MasterKeys;
import io.taskledger.vault.store.FileKeyStore;
import io.taskledger.vault.store.KeyStore;
import io.taskledger.vault.store.MasterKeyFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The keys of owners, from wherever they are kept. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(KeySettings.class)
public class VaultConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(VaultConfiguration.class);
    static final String MASTER = "taskledger.keys.master";
    static final String FOLDER = "taskledger.keys.folder";

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
        var inUse = new KeyStoreCheck(store, masters, KeySettings.isSet(settings.folder())).run();
        var keys = new OwnerKeys(store, masters);
        if (!Set.of(masters.current()).containsAll(inUse)) {
            Thread.ofVirtual().name("rewrap-keys").start(() -> rewrap(keys, masters.current()));
        }
        return keys;
    }

    /** A key that another node wraps with the old master key meanwhile is wrapped anew at the next start. */
    private static void rewrap(OwnerKeys keys, String current) {
        try {
            LOG.info("Wrapped {} keys anew, with the master key {}", keys.rewrapAll(), current);
        } catch (RuntimeException e) {
            LOG.warn("Some keys are not yet wrapped with the master key {}; the next start goes on", current, e);
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
