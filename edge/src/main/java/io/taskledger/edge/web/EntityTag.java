package io.taskledger.edge.web;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An entity tag (RFC 9110, section 8.8.3). {@link #toString()} is the value of an {@code ETag} header.
 *
 * @param opaque the text between the quotes
 * @param weak whether equal tags mean equal content, but not equal bytes
 */
public record EntityTag(String opaque, boolean weak) {

    private static final Pattern ELEMENT =
            Pattern.compile("\\G(?:[ \\t]*,)*[ \\t]*(W/)?\"([\\x21\\x23-\\x7E\\x80-\\xFF]*)\"[ \\t]*(?=,|$)");
    private static final Pattern REST = Pattern.compile("\\G[ \\t,]*$");

    public static EntityTag strong(String opaque) {
        return new EntityTag(opaque, false);
    }

    public static EntityTag weak(String opaque) {
        return new EntityTag(opaque, true);
    }

    /** The tag of a task or profile: its version. */
    public static EntityTag version(long version) {
        return strong(Long.toString(version));
    }

    /** Same tag, weak or not: the comparison of {@code If-None-Match}. */
    public boolean matchesWeakly(EntityTag other) {
        return opaque.equals(other.opaque);
    }

    /** The tags of a comma-separated list, or null if it is invalid or empty. */
    static @Nullable List<EntityTag> list(String header) {
        List<EntityTag> tags = new ArrayList<>();
        var matcher = ELEMENT.matcher(header);
        int end = 0;
        while (matcher.find()) {
            tags.add(new EntityTag(matcher.group(2), matcher.group(1) != null));
            end = matcher.end();
        }
        boolean whole = REST.matcher(header).region(end, header.length()).find();
        return whole && !tags.isEmpty() ? List.copyOf(tags) : null;
    }

    @Override
    public String toString() {
        return (weak ? "W/\"" : "\"") + opaque + '"';
    }
}
