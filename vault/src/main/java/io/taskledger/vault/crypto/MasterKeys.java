package io.taskledger.vault.crypto;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys that wrap the keys of owners. New keys are wrapped by the first; the others can still open what they have
 * wrapped, until it is wrapped anew. Immutable and thread-safe.
 */
public final class MasterKeys {

    private static final int BYTES = 32;
    private static final String NOBODY = "";
    private static final Pattern ENTRY = Pattern.compile("(?<id>[A-Za-z0-9_.-]{1,32}):(?<key>[A-Za-z0-9+/]{43}=?)");

    private final SequencedMap<String, SecretKey> byId;

    private MasterKeys(SequencedMap<String, SecretKey> byId) {
        this.byId = byId;
    }

    /**
     * Reads {@code id:key,id:key}, where a key is 32 bytes in base64.
     *
     * @throws IllegalArgumentException with the rest of a sentence about what is wrong; it never quotes a key
     */
    public static MasterKeys parse(String text) {
        var byId = new LinkedHashMap<String, SecretKey>();
        int number = 0;
        for (var part : text.split(",", -1)) {
            number++;
            var entry = ENTRY.matcher(part.strip());
            if (!entry.matches()) {
                throw new IllegalArgumentException("must be id:key, where the key is 32 random bytes in base64 (openssl"
                        + " rand -base64 32), or several of these with commas; number " + number + " is not");
            }
            var key = new SecretKeySpec(bytes(entry.group("key")), "AES");
            if (byId.putIfAbsent(entry.group("id"), key) != null) {
                throw new IllegalArgumentException("has two keys with the id " + entry.group("id"));
            }
        }
        return new MasterKeys(byId);
    }

    private static byte[] bytes(String base64) {
        var bytes = Base64.getDecoder().decode(base64);
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("must have keys of 32 bytes");
        }
        return bytes;
    }

    /** The id of the key that wraps new keys. */
    public String current() {
        return byId.firstEntry().getKey();
    }

    /** The ids of all keys. */
    public Set<String> ids() {
        return Collections.unmodifiableSet(byId.keySet());
    }

    /** Wraps the key of this owner with the current master key. */
    public WrappedKey wrap(String owner, OwnerKey key) {
        return wrap(current(), owner, key);
    }

    private WrappedKey wrap(String id, String owner, OwnerKey key) {
        return new WrappedKey(id, Gcm.seal(requireNonNull(byId.get(id)), key.secret(), context(owner)));
    }

    /** Something that this master key has wrapped, for {@link #isSame}. */
    public WrappedKey check(String id) {
        return wrap(id, NOBODY, OwnerKey.random());
    }

    /** Whether the master key with this id is the one that made this by {@link #check}. */
    public boolean isSame(WrappedKey check) {
        try {
            unwrap(NOBODY, check);
            return true;
        } catch (WrongKeyException e) {
            return false;
        }
    }

    /**
     * The key of this owner.
     *
     * @throws WrongKeyException if the master key that wrapped it is not one of these, or has another value, or the key
     *     was wrapped for another owner
     */
    public OwnerKey unwrap(String owner, WrappedKey wrapped) {
        var master = byId.get(wrapped.master());
        if (master == null) {
            throw new WrongKeyException("The master key " + wrapped.master() + " is not configured");
        }
        try {
            return OwnerKey.of(Gcm.open(master, wrapped.bytes(), context(owner)));
        } catch (WrongKeyException e) {
            throw new WrongKeyException("The master key " + wrapped.master() + " is not the one that wrapped the key");
        }
    }

    private static byte[] context(String owner) {
        return ("taskledger owner key 1\n" + owner).getBytes(StandardCharsets.UTF_8);
    }
}
