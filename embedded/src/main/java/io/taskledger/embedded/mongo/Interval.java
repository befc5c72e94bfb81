package io.taskledger.embedded.mongo;

import java.util.Arrays;

/** Values in their order, from one place up to another. */
record Interval(Bound from, Bound to) {

    static Interval point(Object value) {
        var bytes = KeyWriter.of(value);
        return new Interval(Bound.before(bytes), Bound.after(bytes));
    }

    /** What an operator of comparison accepts: only values of the type that it names. */
    static Interval compared(String operator, Object value) {
        var bytes = KeyWriter.of(value);
        var least = Bound.beforeAll(bytes[0]);
        var greatest = Bound.beforeAll((byte) (bytes[0] + 1)); // no type of value has this byte
        return switch (operator) {
            case "$gt" -> new Interval(Bound.after(bytes), greatest);
            case "$gte" -> new Interval(Bound.before(bytes), greatest);
            case "$lt" -> new Interval(least, Bound.before(bytes));
            case "$lte" -> new Interval(least, Bound.after(bytes));
            default -> throw new IllegalArgumentException(operator);
        };
    }

    /** The texts that begin with this one. */
    static Interval beginning(String text) {
        var bytes = KeyWriter.of(text);
        var open = Arrays.copyOf(bytes, bytes.length - 1); // without the end of the text
        var next = open.clone();
        next[next.length - 1]++; // no byte of a text is 0xFF
        return new Interval(Bound.beforeAll(open), Bound.beforeAll(next));
    }

    boolean isPoint() {
        return from.enclosesOne(to);
    }

    boolean contains(byte[] value, int length) {
        return from.isBefore(value, length) && !to.isBefore(value, length);
    }

    /** The same values in the opposite order. */
    Interval inverted() {
        return new Interval(to.inverted(), from.inverted());
    }

    /** The values that both contain; its bounds may be in the wrong order, if there are none. */
    Interval and(Interval other) {
        return new Interval(
                from.compareTo(other.from) < 0 ? other.from : from, to.compareTo(other.to) > 0 ? other.to : to);
    }
}
