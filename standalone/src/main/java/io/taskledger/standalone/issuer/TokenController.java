package io.taskledger.standalone.issuer;

import io.taskledger.edge.problem.ProblemException;
import io.taskledger.embedded.issuer.Issuer;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Issues tokens to clients on this machine, and publishes the key that verifies them. */
@RestController
final class TokenController {

    private static final int MAX_BYTES = 8 * 1024;

    private final Issuer issuer;
    private final TokenRequest.Reader reader;
    private final LocalOnly local;

    TokenController(Issuer issuer, TokenRequest.Reader reader, LocalOnly local) {
        this.issuer = issuer;
        this.reader = reader;
        this.local = local;
    }

    /** A token as JSON, or as plain text for {@code Accept: text/plain}. */
    @PostMapping("/dev/token")
    ResponseEntity<String> token(
            HttpServletRequest request, @RequestHeader(name = "Accept", required = false) @Nullable String accept)
            throws IOException {
        local.check(request);
        var wanted = reader.read(body(request));
        var token = issuer.token(wanted.sub(), wanted.role(), wanted.ttl());
        boolean bare = accept != null && accept.startsWith(MediaType.TEXT_PLAIN_VALUE);
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .contentType(bare ? MediaType.TEXT_PLAIN : MediaType.APPLICATION_JSON)
                .body(bare ? token : "{\"token\":\"" + token + "\"}");
    }

    /**
     * The raw body. Spring would rebuild the body of a form from its parameters, but this body only claims to be a
     * form.
     */
    private static byte[] body(HttpServletRequest request) throws IOException {
        var body = request.getInputStream().readNBytes(MAX_BYTES + 1);
        if (body.length > MAX_BYTES) {
            throw new ProblemException(413, "payload-too-large", "A token request has at most 8 KiB");
        }
        return body;
    }

    @GetMapping(path = "/api/auth/jwks", produces = MediaType.APPLICATION_JSON_VALUE)
    String keys() {
        return issuer.jwks();
    }
}
