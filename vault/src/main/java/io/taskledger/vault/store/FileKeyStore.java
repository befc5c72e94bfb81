package io.taskledger.vault.store;

import static java.util.Objects.requireNonNull;

import io.taskledger.contract.Sha256;
import io.taskledger.vault.crypto.WrappedKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The keys in a folder: one file for each owner, written as a whole, and on disk before a method returns. One process
 * uses it; if two start by mistake, an owner still has one key.
 */
public final class FileKeyStore implements KeyStore {

    private final Path folder;
    private final Path owners;

    /** @throws IOException if the folder cannot be created */
    public FileKeyStore(Path folder) throws IOException {
        this.folder = PrivateFiles.folder(folder);
        this.owners = PrivateFiles.folder(folder.resolve("owners"));
        PrivateFiles.deletePartial(folder);
        PrivateFiles.deletePartial(owners);
    }

    @Override
    public synchronized String id() {
        return available(() -> PrivateFiles.once(
                folder.resolve("store.id"), () -> UUID.randomUUID().toString()));
    }

    @Override
    public synchronized WrappedKey masterCheck(WrappedKey proposal) {
        var file = folder.resolve("master-" + proposal.master() + ".check");
        return available(() -> {
            var stored = PrivateFiles.once(file, () -> Base64.getEncoder().encodeToString(proposal.bytes()));
            return new WrappedKey(proposal.master(), Base64.getDecoder().decode(stored));
        });
    }

    @Override
    public synchronized Set<String> mastersInUse() {
        var ids = new HashSet<String>();
        forEach((owner, stored) -> {
            if (stored instanceof StoredKey.Live live) {
                ids.add(live.key().master());
            }
        });
        return ids;
    }

    @Override
    public synchronized @Nullable StoredKey find(String owner) {
        return available(() -> Optional.ofNullable(read(file(owner)))).orElse(null);
    }

    @Override
    public synchronized StoredKey add(String owner, StoredKey.Live key) {
        return available(() -> {
            PrivateFiles.writeIfAbsent(file(owner), KeyFile.write(owner, key));
            return requireNonNull(read(file(owner)));
        });
    }

    @Override
    public synchronized boolean rewrap(String owner, StoredKey.Live expected, StoredKey.Live key) {
        return available(() -> {
            if (!(read(file(owner)) instanceof StoredKey.Live found) || !KeyFile.isSame(found, expected)) {
                return false;
            }
            write(owner, key);
            return true;
        });
    }

    @Override
    public synchronized StoredKey.Erased erase(String owner, Instant at) {
        return available(() -> {
            if (read(file(owner)) instanceof StoredKey.Erased before) {
                PrivateFiles.force(owners); // an earlier attempt may have failed in between
                return before;
            }
            var erased = new StoredKey.Erased(at.truncatedTo(ChronoUnit.MILLIS));
            write(owner, erased);
            return erased;
        });
    }

    @Override
    public synchronized void forEach(BiConsumer<String, StoredKey> each) {
        available(() -> {
            try (var files =
                    Files.newDirectoryStream(owners, file -> !file.toString().endsWith(PrivateFiles.PARTIAL))) {
                for (var file : files) {
                    var content = Files.readString(file);
                    each.accept(KeyFile.owner(content), KeyFile.read(content));
                }
            }
            return true;
        });
    }

    /** Owners are opaque texts, which need not be names of files. */
    private Path file(String owner) {
        return owners.resolve(HexFormat.of().formatHex(Sha256.of(owner.getBytes(StandardCharsets.UTF_8))));
    }

    private static @Nullable StoredKey read(Path file) throws IOException {
        try {
            return KeyFile.read(Files.readString(file));
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    /** What was there before is overwritten once the new file is in its place, so that no crash loses both. */
    private void write(String owner, StoredKey key) throws IOException {
        var file = file(owner);
        try (var before =
                Files.exists(file) ? FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE) : null) {
            try {
                PrivateFiles.replace(file, KeyFile.write(owner, key));
                PrivateFiles.force(owners);
            } finally {
                overwrite(before, file);
            }
        }
    }

    /** Does nothing if the file was not replaced. */
    private static void overwrite(@Nullable FileChannel before, Path file) throws IOException {
        if (before != null && !Files.readString(file).equals(content(before))) {
            before.write(ByteBuffer.allocate((int) before.size()), 0);
            before.force(false);
        }
    }

    private static String content(FileChannel channel) throws IOException {
        var content = ByteBuffer.allocate((int) channel.size());
        channel.read(content, 0);
        return new String(content.array(), StandardCharsets.UTF_8);
    }

    private interface Access<T> {
        T run() throws IOException;
    }

    private static <T> T available(Access<T> access) {
        try {
            return access.run();
        } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
            throw new KeyStoreUnavailableException("The folder of the owners' keys cannot be used", e);
        }
    }
}
