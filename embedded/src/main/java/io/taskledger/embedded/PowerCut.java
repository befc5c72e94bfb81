package io.taskledger.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Removes from a stopped broker's folder what a power cut would lose: the end of a log, and the marker of a clean
 * shutdown.
 */
final class PowerCut {

    private static final int LENGTH_AT = 8; // of a batch, after its offset
    private static final int BEFORE_LENGTH_COUNTS = 12;

    private PowerCut() {}

    static void loseLastBatches(Path folder, String topic, int partition, int batches) {
        try {
            var log = folder.resolve(topic + "-" + partition);
            cut(lastSegment(log), batches);
            delete(log, ".*(\\.snapshot|index)"); // the broker creates them again
            delete(folder, ".*(cleanshutdown|recovery-point).*");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path lastSegment(Path log) throws IOException {
        try (var files = Files.list(log)) {
            return files.filter(file -> file.toString().endsWith(".log"))
                    .max(Path::compareTo)
                    .orElseThrow();
        }
    }

    private static void cut(Path segment, int batches) throws IOException {
        var starts = batchStarts(ByteBuffer.wrap(Files.readAllBytes(segment)));
        try (var channel = FileChannel.open(segment, StandardOpenOption.WRITE)) {
            channel.truncate(starts.get(Math.max(0, starts.size() - batches)));
        }
    }

    private static List<Integer> batchStarts(ByteBuffer bytes) {
        var starts = new ArrayList<Integer>();
        int at = 0;
        while (at + BEFORE_LENGTH_COUNTS <= bytes.limit() && bytes.getInt(at + LENGTH_AT) > 0) {
            starts.add(at);
            at += BEFORE_LENGTH_COUNTS + bytes.getInt(at + LENGTH_AT);
        }
        return starts;
    }

    private static void delete(Path folder, String pattern) throws IOException {
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                if (file.getFileName().toString().matches(pattern)) {
                    Files.delete(file);
                }
            }
        }
    }
}
