package io.taskledger.embedded.issuer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** An Ed25519 key pair and its JWK (RFC 8037). The key id is the thumbprint of RFC 7638. Thread-safe. */
record SigningKey(String id, String x, KeyPair pair) {

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    static SigningKey generate() {
        try {
            return of(KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JDK has no Ed25519", e);
        }
    }

    /** Reads the key kept in that file, or creates one and stores it there, readable only by its owner. */
    static SigningKey keptIn(Path file) throws IOException {
        if (!Files.exists(file)) {
            var made = generate();
            made.writeTo(file);
            return made;
        }
        var lines = Files.readAllLines(file);
        try {
            var factory = KeyFactory.getInstance("Ed25519");
            var base64 = Base64.getDecoder();
            return of(new KeyPair(
                    factory.generatePublic(new X509EncodedKeySpec(base64.decode(lines.get(1)))),
                    factory.generatePrivate(new PKCS8EncodedKeySpec(base64.decode(lines.get(0))))));
        } catch (GeneralSecurityException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new IOException(file + " does not contain a signing key; delete it to create a new one", e);
        }
    }

    private void writeTo(Path file) throws IOException {
        var folder = Files.createDirectories(file.toAbsolutePath().getParent());
        boolean posix = Files.getFileStore(folder).supportsFileAttributeView("posix");
        Path partial = posix
                ? Files.createTempFile(
                        folder,
                        "issuer",
                        ".tmp",
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
                : Files.createTempFile(folder, "issuer", ".tmp");
        var base64 = Base64.getEncoder();
        Files.write(
                partial,
                List.of(
                        base64.encodeToString(pair.getPrivate().getEncoded()),
                        base64.encodeToString(pair.getPublic().getEncoded())));
        Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static SigningKey of(KeyPair pair) throws GeneralSecurityException {
        var spki = pair.getPublic().getEncoded();
        var x = BASE64.encodeToString(Arrays.copyOfRange(spki, spki.length - 32, spki.length));
        var members = "{\"crv\":\"Ed25519\",\"kty\":\"OKP\",\"x\":\"%s\"}"
                .formatted(x)
                .getBytes(StandardCharsets.US_ASCII);
        return new SigningKey(
                BASE64.encodeToString(MessageDigest.getInstance("SHA-256").digest(members)), x, pair);
    }

    String jwk() {
        return "{\"alg\":\"EdDSA\",\"crv\":\"Ed25519\",\"x\":\"%s\",\"kty\":\"OKP\",\"kid\":\"%s\"}".formatted(x, id);
    }

    byte[] sign(byte[] content) {
        try {
            var signature = Signature.getInstance("Ed25519");
            signature.initSign(pair.getPrivate());
            signature.update(content);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The signing key does not sign", e);
        }
    }
}
