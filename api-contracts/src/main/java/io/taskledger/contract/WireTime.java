package io.taskledger.contract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * Times as digits in fixed columns, {@code 2026-01-31T23:59:59.999Z}. Written by hand because {@link java.time.format}
 * needs microseconds for each time, and every commit that is written or read contains several.
 */
final class WireTime {

    private static final byte[] FORM = "0000-00-00T00:00:00.000Z".getBytes(ISO_8859_1);
    private static final int NANOS_A_MILLI = 1_000_000;

    private WireTime() {}

    static String format(Instant instant) {
        var time = LocalDateTime.ofEpochSecond(instant.getEpochSecond(), instant.getNano(), ZoneOffset.UTC);
        var text = FORM.clone();
        put(text, 0, 4, time.getYear());
        put(text, 5, 2, time.getMonthValue());
        put(text, 8, 2, time.getDayOfMonth());
        put(text, 11, 2, time.getHour());
        put(text, 14, 2, time.getMinute());
        put(text, 17, 2, time.getSecond());
        put(text, 20, 3, time.getNano() / NANOS_A_MILLI);
        return new String(text, ISO_8859_1);
    }

    static Instant parse(String text) {
        requireForm(text);
        return LocalDateTime.of(
                        number(text, 0, 4),
                        number(text, 5, 2),
                        number(text, 8, 2),
                        number(text, 11, 2),
                        number(text, 14, 2),
                        number(text, 17, 2),
                        number(text, 20, 3) * NANOS_A_MILLI)
                .toInstant(ZoneOffset.UTC);
    }

    private static void put(byte[] text, int start, int digits, int number) {
        int rest = number;
        for (int at = start + digits - 1; at >= start; at--) {
            text[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    private static int number(String text, int start, int digits) {
        int number = 0;
        for (int at = start; at < start + digits; at++) {
            number = 10 * number + text.charAt(at) - '0';
        }
        return number;
    }

    private static void requireForm(String text) {
        boolean fits = text.length() == FORM.length;
        for (int at = 0; fits && at < FORM.length; at++) {
            char c = text.charAt(at);
            fits = FORM[at] == '0' ? c >= '0' && c <= '9' : c == FORM[at];
        }
        if (!fits) {
            throw new DateTimeException("Not of the form yyyy-MM-ddTHH:mm:ss.SSSZ");
        }
    }
}
