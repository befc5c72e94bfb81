package io.taskledger.contract.commit;

import io.taskledger.contract.event.Event;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The golden commits for tests of other packages. */
public final class GoldenFiles {

    private GoldenFiles() {}

    /** The names of the files. */
    public static List<String> names() {
        return Golden.all().stream().map(Golden::file).toList();
    }

    /** The events in the files. */
    public static List<Event> events() {
        return Golden.all().stream().flatMap(golden -> golden.events().stream()).toList();
    }

    /** The text of a file. */
    public static String text(String file) {
        return Golden.all().stream()
                .filter(golden -> golden.file().equals(file))
                .map(golden -> new String(golden.bytes(), StandardCharsets.UTF_8))
                .findFirst()
                .orElseThrow();
    }
}
