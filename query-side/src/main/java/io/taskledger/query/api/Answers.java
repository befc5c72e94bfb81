package io.taskledger.query.api;

import io.taskledger.edge.web.EntityTag;
import io.taskledger.edge.web.IfNoneMatch;
import jakarta.servlet.http.HttpServletRequest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.json.JsonMapper;

/** Makes the answers to queries, with an entity tag, or without a body if the client has this one already. */
public final class Answers {

    private static final int TAG_BYTES = 15;

    private final JsonMapper json;

    public Answers(JsonMapper json) {
        this.json = json;
    }

    /** An answer whose tag is the version of what it shows. */
    ResponseEntity<byte[]> versioned(HttpServletRequest request, long version, Object body) {
        var tag = EntityTag.version(version);
        return has(request, tag) ? notModified(tag) : ok(tag, null, json.writeValueAsBytes(body));
    }

    /** An answer whose tag follows from its bytes. */
    ResponseEntity<byte[]> tagged(HttpServletRequest request, Object body) {
        return page(request, body, null);
    }

    /** @param next the cursor of the next page, null on the last one */
    ResponseEntity<byte[]> page(HttpServletRequest request, Object body, @Nullable String next) {
        var bytes = json.writeValueAsBytes(body);
        var tag = EntityTag.weak(hash(bytes)); // equal meaning, since it may be sent compressed
        var link = next == null ? null : "<" + Links.with(request, next) + ">; rel=\"next\"";
        return has(request, tag) ? notModified(tag) : ok(tag, link, bytes);
    }

    private static boolean has(HttpServletRequest request, EntityTag tag) {
        var condition = IfNoneMatch.of(request);
        return condition != null && condition.has(tag);
    }

    private static ResponseEntity<byte[]> notModified(EntityTag tag) {
        return ResponseEntity.status(HttpStatus.NOT_MODIFIED)
                .eTag(tag.toString())
                .build();
    }

    private static ResponseEntity<byte[]> ok(EntityTag tag, @Nullable String link, byte[] body) {
        var answer = ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).eTag(tag.toString());
        if (link != null) {
            answer.header(HttpHeaders.LINK, link);
        }
        return answer.body(body);
    }

    private static String hash(byte[] bytes) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return Base64.getUrlEncoder().encodeToString(Arrays.copyOf(digest, TAG_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
