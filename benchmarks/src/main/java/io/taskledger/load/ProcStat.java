package io.taskledger.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What Linux counts for a process. */
final class ProcStat {

    /** Linux reports times to programs in hundredths of a second, on every architecture that Java runs on. */
    private static final long NANOS_PER_TICK = 10_000_000;

    private ProcStat() {}

    /** User and system time in nanoseconds. */
    static long cpuNanos(long pid) {
        return cpuNanos(read(pid, "stat"));
    }

    /** @param stat the content of {@code /proc/PID/stat}; the second field may contain spaces and brackets */
    static long cpuNanos(String stat) {
        var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1); // from the third field on
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * NANOS_PER_TICK;
    }

    static long residentBytes(long pid) {
        return read(pid, "status")
                .lines()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
                .findFirst()
                .orElse(0);
    }

    /** The load averages of the machine, as the kernel writes them. */
    static String load() {
        return text(Path.of("/proc/loadavg"))
                .replaceAll("^(\\S+ \\S+ \\S+).*", "$1")
                .strip();
    }

    private static String read(long pid, String file) {
        return text(Path.of("/proc", Long.toString(pid), file));
    }

    private static String text(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
