package io.taskledger.query.api;

import io.taskledger.contract.Limits;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** The UTC days from {@code from} to {@code to}, both included. */
record Days(LocalDate from, LocalDate to) {

    /**
     * By default the last 30 days up to today.
     *
     * @throws io.taskledger.edge.problem.ProblemException 400 if they are not a range, or if it is too long
     */
    static Days of(Parameters parameters, Instant now) {
        var from = parameters.day("from");
        var to = parameters.day("to");
        var last = to == null ? LocalDate.ofInstant(now, ZoneOffset.UTC) : to;
        var first = from == null ? last.minusDays(Limits.DEFAULT_DAYS - 1) : from;
        if (first.isAfter(last)) {
            throw Parameters.wrong("from", "no later than to (default: today in UTC)");
        }
        if (ChronoUnit.DAYS.between(first, last) >= Limits.MAX_DAYS) {
            throw Parameters.wrong("from", "at most " + Limits.MAX_DAYS + " days before to, both days counted");
        }
        return new Days(first, last);
    }
}
