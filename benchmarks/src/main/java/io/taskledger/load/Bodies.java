package io.taskledger.load;

import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The JSON that is sent: tasks of ordinary size, with words that some of them share. */
final class Bodies {

    private static final String[] THINGS = {
        "milk", "bread", "invoice", "report", "garden", "bicycle", "letter", "window", "meeting", "holiday"
    };
    private static final String DESCRIPTION =
            "Some words about what there is to do, as people write them. Not long, but more than a title would say.";

    private Bodies() {}

    static String create() {
        return "{" + details() + "}";
    }

    static String edit() {
        return "{\"title\":\"" + title() + "\"}";
    }

    static String batch(int size) {
        return IntStream.range(0, size)
                .mapToObj(i -> "{\"command\":\"create\"," + details() + "}")
                .collect(Collectors.joining(",", "{\"commands\":[", "]}"));
    }

    /** A word that a tenth of the tasks contain. */
    static String word() {
        return THINGS[ThreadLocalRandom.current().nextInt(THINGS.length)];
    }

    private static String details() {
        return "\"title\":\"" + title() + "\",\"description\":\"" + DESCRIPTION
                + "\",\"priority\":\"high\",\"due\":\"2030-01-31T12:00:00Z\",\"tags\":[\"home\",\"errands\"]";
    }

    /** Different each time, so that every edit changes something. */
    private static String title() {
        return "Take care of the " + word() + " number "
                + ThreadLocalRandom.current().nextInt(1_000_000_000);
    }
}
