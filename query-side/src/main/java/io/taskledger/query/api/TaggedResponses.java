package io.taskledger.query.api;

import io.taskledger.contract.Sha256;
import io.taskledger.edge.web.EntityTag;
import io.taskledger.edge.web.IfNoneMatch;
import io.taskledger.query.store.Page;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.json.JsonMapper;

/** Creates the responses to queries with an entity tag, or 304 without a body if the client already has this tag. */
public final class TaggedResponses {

    private static final int TAG_BYTES = 15;

    private final JsonMapper json;

    public TaggedResponses(JsonMapper json) {
        this.json = json;
    }

    /** A response whose tag is the version of its entity. */
    ResponseEntity<byte[]> versioned(HttpServletRequest request, long version, Object body) {
        var tag = EntityTag.version(version);
        return has(request, tag) ? notModified(tag) : ok(tag, null, json.writeValueAsBytes(body));
    }

    /** A response whose tag is computed from its bytes. */
    ResponseEntity<byte[]> tagged(HttpServletRequest request, Object body) {
        var bytes = json.writeValueAsBytes(body);
        var tag = EntityTag.weak(hash(bytes)); // weak, because the response may be sent compressed
        return has(request, tag) ? notModified(tag) : ok(tag, null, bytes);
    }

    /**
     * A page whose tag is computed from its entries and from whether more follow. The tag is weak: it does not include
     * the cursor, which may contain the time of the first page, so the bytes may differ while the content is the same.
     *
     * @param body the body to send
     */
    ResponseEntity<byte[]> page(HttpServletRequest request, Page<?> page, Object body) {
        var next = page.next();
        var tag = EntityTag.weak(hash(json.writeValueAsBytes(List.of(page.entries(), next != null))));
        if (has(request, tag)) {
            return notModified(tag);
        }
        var link = next == null ? null : "<" + Links.with(request, next) + ">; rel=\"next\"";
        return ok(tag, link, json.writeValueAsBytes(body));
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
        return Base64.getUrlEncoder().encodeToString(Arrays.copyOf(Sha256.of(bytes), TAG_BYTES));
    }
}
