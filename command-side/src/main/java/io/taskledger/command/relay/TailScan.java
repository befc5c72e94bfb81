package io.taskledger.command.relay;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads the last records of a partition like a reader: drops known positions and skips those that come too early. It
 * assumes that everything before the first record is complete. Used by one thread.
 */
final class TailScan {

    private final boolean fromStart;
    private @Nullable ConsumerRecord<byte[], byte[]> whole;
    private @Nullable ConsumerRecord<byte[], byte[]> furthest;
    private @Nullable ConsumerRecord<byte[], byte[]> last;
    private long bytes;

    /** @param fromStart whether the first record is the first of the partition */
    TailScan(boolean fromStart) {
        this.fromStart = fromStart;
    }

    void add(ConsumerRecord<byte[], byte[]> record) {
        long position = Records.position(record);
        boolean first = last == null && !fromStart;
        if (first || position == position(whole) + 1) {
            whole = record;
        }
        if (position > position(furthest)) {
            furthest = record;
        }
        last = record;
        bytes += Math.max(0, record.serializedValueSize());
    }

    boolean isEmpty() {
        return last == null;
    }

    long bytes() {
        return bytes;
    }

    /** @param end the offset after the last record */
    Tail tail(long end) {
        // If the first record itself came too early, the last record decides, because a relay that fills a hole
        // continues in order.
        var upTo = position(last) < position(whole) ? last : whole;
        return new Tail(
                upTo == null ? null : Records.read(upTo),
                furthest == null ? null : Records.read(furthest),
                position(whole) < position(furthest),
                end);
    }

    private static long position(@Nullable ConsumerRecord<byte[], byte[]> record) {
        return record == null ? -1 : Records.position(record);
    }
}
