package io.taskledger.edge.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.KeyType;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.JWSKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import java.security.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The accepted signature algorithms, and the keys that may verify each. For other algorithms, especially {@code none}
 * and HMAC, there is no key. Keys come only from the auth server's key set: {@code jwk}, {@code jku} and {@code x5u}
 * headers are not read.
 */
final class Algorithms implements JWSKeySelector<SecurityContext> {

    private static final Map<JWSAlgorithm, KeyType> ACCEPTED = Map.of(
            JWSAlgorithm.EdDSA, KeyType.OKP,
            JWSAlgorithm.Ed25519, KeyType.OKP,
            JWSAlgorithm.RS256, KeyType.RSA,
            JWSAlgorithm.PS256, KeyType.RSA,
            JWSAlgorithm.ES256, KeyType.EC,
            JWSAlgorithm.ES512, KeyType.EC);

    private final JWKSource<SecurityContext> keys;

    Algorithms(JWKSource<SecurityContext> keys) {
        this.keys = keys;
    }

    @Override
    public List<Key> selectJWSKeys(JWSHeader header, @Nullable SecurityContext context) throws KeySourceException {
        var type = ACCEPTED.get(header.getAlgorithm());
        if (type == null) {
            return List.of();
        }
        var matcher = new JWKMatcher.Builder()
                .keyType(type)
                .keyID(header.getKeyID())
                .keyUses(KeyUse.SIGNATURE, null)
                .build();
        List<Key> usable = new ArrayList<>();
        for (var candidate : keys.get(new JWKSelector(matcher), context)) {
            if (fits(candidate, header.getAlgorithm())) {
                usable.add(publicKey(candidate));
            }
        }
        return usable;
    }

    /** A key that names its algorithm verifies only that one; the two names of Ed25519 are equal. */
    private static boolean fits(JWK key, JWSAlgorithm algorithm) {
        return key.getAlgorithm() == null
                || key.getAlgorithm().equals(algorithm)
                || Ed25519.NAMES.contains(algorithm) && Ed25519.NAMES.contains(key.getAlgorithm());
    }

    private static Key publicKey(JWK jwk) throws KeySourceException {
        try {
            return switch (jwk) {
                case OctetKeyPair pair -> Ed25519.publicKey(pair);
                case AsymmetricJWK pair -> pair.toPublicKey();
                default -> throw new KeySourceException("A " + jwk.getKeyType() + " key cannot verify signatures");
            };
        } catch (JOSEException e) {
            throw new KeySourceException("The auth server published a key that cannot be read", e);
        }
    }
}
