package io.taskledger.edge.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.taskledger.edge.problem.ProblemException;
import java.text.ParseException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks a token from signature to claims; costs about half a millisecond. Thread-safe. */
final class TokenVerifier {

    /** Seconds that the clocks of auth server and service may differ. */
    static final int CLOCK_SKEW = 30;

    private static final int LONGEST_SUBJECT = 255;

    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

    TokenVerifier(AuthProperties properties, JWKSource<SecurityContext> keys) {
        DefaultJWTClaimsVerifier<SecurityContext> claims = new DefaultJWTClaimsVerifier<>(
                Set.of(properties.audience()),
                new JWTClaimsSet.Builder().issuer(properties.issuer()).build(),
                Set.of("exp", "sub"),
                Set.of());
        claims.setMaxClockSkew(CLOCK_SKEW);
        processor.setJWTClaimsSetVerifier(claims);
        processor.setJWSKeySelector(new Algorithms(keys));
        processor.setJWSVerifierFactory(new Ed25519.Factory());
    }

    /** @throws ProblemException 401 if the token is not good, 503 if there are no keys to tell by */
    VerifiedToken verify(String token) {
        try {
            JWTClaimsSet claims = processor.process(token, null);
            return new VerifiedToken(caller(claims), claims.getExpirationTime().toInstant());
        } catch (KeySourceException e) {
            throw AuthFailures.unavailable();
        } catch (BadJOSEException | JOSEException | ParseException | IllegalArgumentException e) {
            throw AuthFailures.invalid();
        }
    }

    private static Caller caller(JWTClaimsSet claims) throws ParseException {
        String sub = claims.getStringClaim("sub");
        if (!isId(sub)) {
            throw new ParseException("sub is no id", 0);
        }
        return new Caller(sub, text(claims, "role"), text(claims, "email"), text(claims, "name"));
    }

    /** It goes into commits, whose canonical JSON can hold no half of a surrogate pair. */
    private static boolean isId(@Nullable String sub) {
        return sub != null
                && !sub.isBlank()
                && sub.length() <= LONGEST_SUBJECT
                && sub.codePoints()
                        .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
    }

    private static @Nullable String text(JWTClaimsSet claims, String name) {
        return claims.getClaim(name) instanceof String text && !text.isBlank() ? text : null;
    }
}
