package io.taskledger.edge.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How long a client is willing to wait ({@code Prefer: wait=N}, RFC 7240, section 4.3). A preference that cannot be
 * read is ignored, as that RFC says.
 *
 * @param seconds 0 to {@link #MAX_SECONDS}
 * @param asked whether the client sent the value; false for the default
 */
public record PreferWait(int seconds, boolean asked) {

    /** Seconds, if the client sends no preference. */
    public static final int DEFAULT_SECONDS = 2;

    /** Seconds; a longer wait is reduced to it. */
    public static final int MAX_SECONDS = 10;

    // A preference, skipped completely, so that wait=9 inside a quoted text does not count.
    private static final Pattern PREFERENCE = Pattern.compile(
            "\\G[ \\t,]*(?<name>[^=;,\" \\t]+)[ \\t]*(?:=[ \\t]*(?<value>\"(?:[^\"\\\\]|\\\\.)*+\"|[^;,\" \\t]*))?(?:[^,\"]|\"(?:[^\"\\\\]|\\\\.)*+\")*+(?:,|$)");

    public static PreferWait of(HttpServletRequest request) {
        return parse(Headers.joined(request, "Prefer"));
    }

    /** Reads a {@code Prefer} header with all its lines joined; null means that the header is missing. */
    public static PreferWait parse(@Nullable String header) {
        var preference = PREFERENCE.matcher(header == null ? "" : header);
        while (preference.find()) {
            if (preference.group("name").equalsIgnoreCase("wait")) {
                return seconds(preference.group("value"));
            }
        }
        return new PreferWait(DEFAULT_SECONDS, false);
    }

    private static PreferWait seconds(@Nullable String value) {
        String digits = value == null ? "" : value.replace("\"", "");
        if (!digits.matches("[0-9]{1,9}")) {
            return new PreferWait(DEFAULT_SECONDS, false);
        }
        return new PreferWait(Math.min(MAX_SECONDS, Integer.parseInt(digits)), true);
    }

    public Duration duration() {
        return Duration.ofSeconds(seconds);
    }
}
