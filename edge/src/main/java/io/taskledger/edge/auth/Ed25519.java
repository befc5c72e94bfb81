package io.taskledger.edge.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.crypto.impl.BaseJWSProvider;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import java.util.Set;

/**
 * Ed25519 with the JDK only (RFC 8032, RFC 8037): Nimbus needs Tink for it, and its verifier factory does not support
 * it.
 */
final class Ed25519 extends BaseJWSProvider implements JWSVerifier {

    /** The name in RFC 8037, which Better Auth uses, and the name in RFC 9864. */
    static final Set<JWSAlgorithm> NAMES = Set.of(JWSAlgorithm.EdDSA, JWSAlgorithm.Ed25519);

    /** The bytes before the 32 bytes of a key in its X.509 form (RFC 8410, section 4). */
    private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private final PublicKey key;

    private Ed25519(PublicKey key) {
        super(NAMES);
        this.key = key;
    }

    /** Nimbus' factory plus this algorithm. */
    static final class Factory extends DefaultJWSVerifierFactory {

        @Override
        public JWSVerifier createJWSVerifier(JWSHeader header, Key key) throws JOSEException {
            return NAMES.contains(header.getAlgorithm())
                    ? new Ed25519((PublicKey) key)
                    : super.createJWSVerifier(header, key);
        }
    }

    static PublicKey publicKey(OctetKeyPair jwk) throws JOSEException {
        var x = jwk.getDecodedX();
        if (!Curve.Ed25519.equals(jwk.getCurve()) || x.length != 32) {
            throw new JOSEException("Not an Ed25519 key");
        }
        var encoded = new byte[X509_PREFIX.length + x.length];
        System.arraycopy(X509_PREFIX, 0, encoded, 0, X509_PREFIX.length);
        System.arraycopy(x, 0, encoded, X509_PREFIX.length, x.length);
        try {
            return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new JOSEException("Not an Ed25519 key", e);
        }
    }

    @Override
    public boolean verify(JWSHeader header, byte[] signed, Base64URL signature) throws JOSEException {
        if (header.getCriticalParams() != null) {
            return false; // no extension is supported, and RFC 7515, section 4.1.11, requires a refusal
        }
        try {
            var verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(key);
            verifier.update(signed);
            return verifier.verify(signature.decode());
        } catch (SignatureException e) {
            return false; // not the length or form of a signature
        } catch (GeneralSecurityException e) {
            throw new JOSEException("Ed25519 does not work in this JVM", e);
        }
    }
}
