package io.taskledger.vault;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the keys of owners are kept: in MongoDB or in a folder.
 *
 * @param uri of the MongoDB that keeps them; empty if a folder does
 * @param database of that MongoDB
 * @param besideLedger whether they may be in the MongoDB of the ledger
 * @param folder that keeps them, for one process only; empty if MongoDB does
 * @param master {@code id:key,id:key}: the keys that wrap them, as {@link io.taskledger.vault.crypto.MasterKeys} reads
 *     them; empty if the folder contains one
 */
@ConfigurationProperties("taskledger.keys")
public record KeySettings(
        @Nullable String uri,
        @DefaultValue("taskledger_keys") String database,
        @DefaultValue("false") boolean besideLedger,
        @Nullable String folder,
        @Nullable String master) {

    /** Without the keys and the password that the components contain. */
    @Override
    public String toString() {
        return "KeySettings[database=" + database + ", folder=" + folder + "]";
    }

    static boolean isSet(@Nullable String value) {
        return value != null && !value.isBlank();
    }
}
