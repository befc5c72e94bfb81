package io.taskledger.edge.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import io.taskledger.edge.problem.ProblemException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tokens signed with real keys of each type, which are fetched from an auth server that publishes them all. */
class AlgorithmsTest {

    private static final String ORIGIN = "https://auth.example.com";

    private static HttpServer authServer;
    private static RSAKey rsa;
    private static ECKey p256;
    private static ECKey p521;
    private static TokenVerifier verifier;

    @BeforeAll
    static void start() throws IOException, JOSEException {
        rsa = new RSAKeyGenerator(2048).keyID("rsa").generate();
        p256 = new ECKeyGenerator(Curve.P_256).keyID("p256").generate();
        p521 = new ECKeyGenerator(Curve.P_521).keyID("p521").generate();
        var jwks =
                new JWKSet(List.of(rsa, p256, p521)).toPublicJWKSet().toString().getBytes(StandardCharsets.UTF_8);
        authServer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        authServer.createContext("/jwks", exchange -> {
            exchange.sendResponseHeaders(200, jwks.length);
            exchange.getResponseBody().write(jwks);
            exchange.close();
        });
        authServer.start();
        var url = "http://127.0.0.1:" + authServer.getAddress().getPort() + "/jwks";
        verifier = new TokenVerifier(
                AuthProperties.jwt(url, ORIGIN, ORIGIN),
                JwksKeys.from(URI.create(url).toURL(), () -> {}));
    }

    @AfterAll
    static void stop() {
        authServer.stop(0);
    }

    @ParameterizedTest
    @CsvSource({"RS256, rsa", "PS256, rsa", "ES256, p256", "ES512, p521"})
    void a_token_is_verified_by_the_key_that_it_names(String algorithm, String key) throws JOSEException {
        assertThat(verifier.verify(token(algorithm, signer(key), key)).getName())
                .isEqualTo("alice");
    }

    @ParameterizedTest
    @CsvSource({"RS256, rsa", "PS256, rsa", "ES256, p256", "ES512, p521"})
    void a_token_signed_by_somebody_elses_key_is_invalid(String algorithm, String key) throws JOSEException {
        JWSSigner somebodyElse = switch (key) {
            case "rsa" -> new RSASSASigner(new RSAKeyGenerator(2048).generate());
            case "p256" -> new ECDSASigner(new ECKeyGenerator(Curve.P_256).generate());
            default -> new ECDSASigner(new ECKeyGenerator(Curve.P_521).generate());
        };
        assertInvalid(token(algorithm, somebodyElse, key));
    }

    @ParameterizedTest
    @CsvSource({"ES256, p256, p521", "ES512, p521, p256", "RS256, rsa, p256", "ES256, p256, rsa"})
    void a_token_that_names_a_key_of_another_type_is_invalid(String algorithm, String key, String named)
            throws JOSEException {
        assertInvalid(token(algorithm, signer(key), named));
    }

    @Test
    void a_token_without_a_key_id_is_verified_by_any_key_of_its_type() throws JOSEException {
        assertThat(verifier.verify(token("RS256", signer("rsa"), null)).getName())
                .isEqualTo("alice");
    }

    @ParameterizedTest
    @CsvSource({"RS384, rsa", "RS512, rsa", "PS384, rsa"})
    void an_algorithm_that_is_not_listed_is_invalid_whatever_the_key(String algorithm, String key)
            throws JOSEException {
        assertInvalid(token(algorithm, signer(key), key));
    }

    /** The classic attack: the public key, which is not secret, is used as the secret of an HMAC. */
    @Test
    void a_public_key_is_no_secret() throws JOSEException {
        assertInvalid(token("HS256", new MACSigner(rsa.toRSAPublicKey().getEncoded()), "rsa"));
    }

    private static JWSSigner signer(String key) throws JOSEException {
        return switch (key) {
            case "rsa" -> new RSASSASigner(rsa);
            case "p256" -> new ECDSASigner(p256);
            default -> new ECDSASigner(p521);
        };
    }

    private static String token(String algorithm, JWSSigner signer, @Nullable String key) throws JOSEException {
        var header =
                new JWSHeader.Builder(JWSAlgorithm.parse(algorithm)).keyID(key).build();
        var claims = new JWTClaimsSet.Builder()
                .subject("alice")
                .issuer(ORIGIN)
                .audience(ORIGIN)
                .expirationTime(Date.from(Instant.now().plusSeconds(60)))
                .build();
        var token = new SignedJWT(header, claims);
        token.sign(signer);
        return token.serialize();
    }

    private static void assertInvalid(String token) {
        assertThatThrownBy(() -> verifier.verify(token))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("Invalid or expired token");
    }
}
