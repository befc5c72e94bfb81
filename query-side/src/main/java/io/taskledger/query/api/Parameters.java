package io.taskledger.query.api;

import io.taskledger.contract.Limits;
import io.taskledger.contract.Wire;
import io.taskledger.edge.problem.ProblemException;
import io.taskledger.edge.problem.Violation;
import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.firewall.RequestRejectedException;

/**
 * The query parameters of a request. One that is unknown or cannot be read is refused: an ignored filter would show too
 * much. All methods throw {@link ProblemException} 400.
 */
final class Parameters {

    private static final int MAX_CURSOR_LENGTH = 4096;
    private static final int SHOWN = 64;
    private static final String[] NOTHING = {};
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");
    private static final Pattern DATE_TIME =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\d[Tt]\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?([Zz]|[+-]\\d\\d:\\d\\d)");

    private final Map<String, String[]> given;

    private Parameters(Map<String, String[]> given) {
        this.given = given;
    }

    static Parameters of(HttpServletRequest request, Set<String> known) {
        var given = given(request);
        for (var name : given.keySet()) {
            if (!known.contains(name)) {
                throw unknown(shown(name), known);
            }
        }
        return new Parameters(given);
    }

    private static Map<String, String[]> given(HttpServletRequest request) {
        try {
            return request.getParameterMap();
        } catch (RequestRejectedException e) {
            throw ProblemException.badRequest("query", "The name of a query parameter contains a control character");
        }
    }

    private static ProblemException unknown(String name, Set<String> known) {
        var names = known.isEmpty()
                ? "none"
                : String.join(", ", known.stream().sorted().toList());
        return ProblemException.badRequest(name, "Unknown query parameter " + name + "; known: " + names);
    }

    /** Shortens a parameter name from the client, so that the response stays short and valid. */
    private static String shown(String name) {
        return name.codePoints()
                .limit(SHOWN)
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    int limit() {
        var limit = one(
                "limit", text -> text.matches("[0-9]{1,9}") ? Integer.valueOf(text) : null, "1 to " + Limits.MAX_PAGE);
        if (limit != null && (limit < 1 || limit > Limits.MAX_PAGE)) {
            throw wrong("limit", "1 to " + Limits.MAX_PAGE);
        }
        return limit == null ? Limits.DEFAULT_PAGE : limit;
    }

    @Nullable
    String cursor() {
        var cursor = text("cursor");
        if (cursor != null && cursor.length() > MAX_CURSOR_LENGTH) {
            throw badCursor();
        }
        return cursor;
    }

    static ProblemException badCursor() {
        var message = "The cursor is invalid or belongs to other filters or another order; start with the first page";
        return new ProblemException(400, "bad-cursor", message).withDetails(List.of(new Violation("cursor", message)));
    }

    /** Null if absent. */
    @Nullable
    String text(String name) {
        return one(name, text -> text, "one text");
    }

    /** Null if absent. */
    <T> @Nullable T one(String name, Function<String, @Nullable T> parse, String expected) {
        var values = given.get(name);
        if (values == null) {
            return null;
        }
        T value = values.length == 1 ? parse.apply(values[0]) : null;
        if (value == null) {
            throw wrong(name, expected);
        }
        return value;
    }

    /** The values of a parameter that may be repeated. Empty if absent. */
    <T> List<T> many(String name, Function<String, @Nullable T> parse, String expected, int max) {
        return all(name, List.of(given.getOrDefault(name, NOTHING)), parse, expected, max);
    }

    /**
     * The values of a parameter that may be repeated or contain several values separated by commas. Empty if absent.
     */
    <T> List<T> list(String name, Function<String, @Nullable T> parse, String expected, int max) {
        var values = Stream.of(given.getOrDefault(name, NOTHING)).flatMap(text -> Stream.of(text.split(",", -1)));
        return all(name, values.limit(max + 1L).toList(), parse, expected, max);
    }

    private static <T> List<T> all(
            String name, List<String> values, Function<String, @Nullable T> parse, String expected, int max) {
        if (values.size() > max) {
            throw wrong(name, "at most " + max + " values");
        }
        return values.stream()
                .map(text -> {
                    var value = parse.apply(text);
                    if (value == null) {
                        throw wrong(name, expected);
                    }
                    return value;
                })
                .toList();
    }

    /** A UTC day in a year from 1 to 9999. Null if absent. */
    @Nullable
    LocalDate day(String name) {
        return one(name, Parameters::parsedDay, "a date such as 2026-11-23, in a year from 1 to 9999");
    }

    private static @Nullable LocalDate parsedDay(String text) {
        try {
            var day = DATE.matcher(text).matches() ? LocalDate.parse(text) : null;
            return day == null || day.getYear() < 1 ? null : day;
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** An instant; for a plain date its first or last millisecond in UTC. Null if absent. */
    @Nullable
    Instant time(String name, boolean endOfDay) {
        return one(name, text -> instant(text, endOfDay), "a date or an RFC 3339 date-time in a year from 1 to 9999");
    }

    private static @Nullable Instant instant(String text, boolean endOfDay) {
        try {
            if (DATE.matcher(text).matches()) {
                var day = LocalDate.parse(text).plusDays(endOfDay ? 1 : 0);
                return inRange(day.atStartOfDay(ZoneOffset.UTC).toInstant().minusMillis(endOfDay ? 1 : 0));
            }
            return DATE_TIME.matcher(text).matches()
                    ? inRange(
                            OffsetDateTime.parse(text.toUpperCase(Locale.ROOT)).toInstant())
                    : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static @Nullable Instant inRange(Instant instant) {
        return instant.isBefore(Wire.EARLIEST) || instant.isAfter(Wire.LATEST) ? null : instant;
    }

    /** Null if absent. */
    @Nullable
    Boolean flag(String name) {
        return one(
                name,
                text -> switch (text) {
                    case "true" -> Boolean.TRUE;
                    case "false" -> Boolean.FALSE;
                    default -> null;
                },
                "true or false");
    }

    static ProblemException wrong(String name, String expected) {
        return ProblemException.badRequest(name, "The parameter " + name + " must be " + expected);
    }
}
