package io.taskledger.embedded.issuer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Mints tokens as the {@code jwt()} plugin of Better Auth 1.7 does by default: signed with EdDSA, header {@code alg}
 * and {@code kid} without {@code typ}, issuer and audience both the origin of the auth server. For development and
 * tests. Thread-safe.
 */
public final class Issuer {

    /** The lifetime of a Better Auth token. */
    public static final Duration TTL = Duration.ofMinutes(15);

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final String origin;
    private volatile List<SigningKey> keys;

    private Issuer(String origin, SigningKey key) {
        this.origin = origin;
        this.keys = List.of(key);
    }

    /** An issuer whose key is kept only in memory. */
    public static Issuer inMemory(String origin) {
        return new Issuer(origin, SigningKey.generate());
    }

    /**
     * An issuer whose key is kept in a file of that folder, so that its tokens outlive a restart.
     *
     * @throws IOException if the file cannot be read or written
     */
    public static Issuer keptIn(Path folder, String origin) throws IOException {
        return new Issuer(origin, SigningKey.keptIn(folder.resolve("issuer.key")));
    }

    /** Issuer and audience of its tokens. */
    public String origin() {
        return origin;
    }

    /** The public keys (RFC 7517), as JSON. */
    public String jwks() {
        return keys.stream().map(SigningKey::jwk).collect(Collectors.joining(",", "{\"keys\":[", "]}"));
    }

    /** Signs with a new key from now on; earlier keys stay in {@link #jwks()}. */
    public synchronized void rotate() {
        List<SigningKey> more = new ArrayList<>(keys);
        more.addFirst(SigningKey.generate());
        keys = List.copyOf(more);
    }

    /** Removes all keys except the current one from {@link #jwks()}. */
    public synchronized void forgetEarlierKeys() {
        keys = List.of(keys.getFirst());
    }

    /** A token of that user for {@link #TTL}; no {@code role} claim if the role is null. */
    public String token(String sub, @Nullable String role) {
        return token(sub, role, TTL);
    }

    /** A token of that user; no {@code role} claim if the role is null. */
    public String token(String sub, @Nullable String role, Duration ttl) {
        return sign(claims(sub, role, ttl));
    }

    /**
     * The claims that {@link #token} signs, which can be changed and passed to {@link #sign}. Values are texts,
     * numbers, booleans or null.
     */
    public Map<String, @Nullable Object> claims(String sub, @Nullable String role, Duration ttl) {
        var now = Instant.now();
        Map<String, @Nullable Object> claims = new LinkedHashMap<>();
        claims.put("iat", now.getEpochSecond());
        claims.put("name", sub);
        claims.put("email", sub + "@example.com");
        claims.put("emailVerified", false);
        claims.put("image", null);
        claims.put("createdAt", now.toString());
        claims.put("updatedAt", now.toString());
        if (role != null) {
            claims.put("role", role);
        }
        claims.put("id", sub);
        claims.put("sub", sub);
        claims.put("exp", now.plus(ttl).getEpochSecond());
        claims.put("iss", origin);
        claims.put("aud", origin);
        return claims;
    }

    /** A token of any claims, signed with the current key. */
    public String sign(Map<String, @Nullable Object> claims) {
        var key = keys.getFirst();
        return sign("{\"alg\":\"EdDSA\",\"kid\":\"" + key.id() + "\"}", claims);
    }

    /** A token with any header, signed with the current key, whatever that header says. */
    public String sign(String header, Map<String, @Nullable Object> claims) {
        var content = base64(header) + "." + base64(Json.object(claims));
        var signature = keys.getFirst().sign(content.getBytes(StandardCharsets.US_ASCII));
        return content + "." + BASE64.encodeToString(signature);
    }

    /** The id of the current key. */
    public String keyId() {
        return keys.getFirst().id();
    }

    private static String base64(String text) {
        return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
