package io.taskledger.query.api;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** The days, in UTC, that {@code from} and {@code to} ask for, both included. */
record Days(LocalDate from, LocalDate to) {

    private static final int UNLESS_TOLD = 30;
    private static final int MAX = 366;

    /**
     * To today unless told, and from thirty days up to there.
     *
     * @throws io.taskledger.edge.problem.ProblemException 400 if they are no range, or one too long
     */
    static Days of(Parameters parameters, Instant now) {
        var from = parameters.day("from");
        var to = parameters.day("to");
        var last = to == null ? LocalDate.ofInstant(now, ZoneOffset.UTC) : to;
        var first = from == null ? last.minusDays(UNLESS_TOLD - 1) : from;
        if (first.isAfter(last)) {
            throw Parameters.wrong("from", "no later than to, which is today in UTC unless told");
        }
        if (ChronoUnit.DAYS.between(first, last) >= MAX) {
            throw Parameters.wrong("from", "at most " + MAX + " days before to, both days counted");
        }
        return new Days(first, last);
    }
}
