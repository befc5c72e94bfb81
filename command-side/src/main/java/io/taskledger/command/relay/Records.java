package io.taskledger.command.relay;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.taskledger.contract.Wire;
import io.taskledger.contract.commit.Commit;
import io.taskledger.contract.commit.CommitCodec;
import io.taskledger.contract.commit.RecordHeaders;
import io.taskledger.contract.commit.UnreadableCommitException;
import io.taskledger.node.log.BrokenLaneException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A commit as a record, as docs/commit-format.md describes it. */
final class Records {

    private static final byte[] SPEC_VERSION = "1.0".getBytes(US_ASCII);
    private static final byte[] COMMIT_TYPE = RecordHeaders.COMMIT_TYPE.getBytes(US_ASCII);
    private static final byte[] JSON = "application/json".getBytes(US_ASCII);

    private Records() {}

    static ProducerRecord<byte[], byte[]> write(String topic, Commit commit) {
        var content = commit.content();
        var record = new ProducerRecord<>(topic, commit.lane(), content.owner().getBytes(UTF_8), commit.bytes());
        var headers = record.headers()
                .add(RecordHeaders.SPEC_VERSION, SPEC_VERSION)
                .add(RecordHeaders.ID, content.id().toString().getBytes(US_ASCII))
                .add(RecordHeaders.SOURCE, ("urn:taskledger:lane:" + commit.lane()).getBytes(US_ASCII))
                .add(RecordHeaders.TYPE, COMMIT_TYPE)
                .add(RecordHeaders.TIME, Wire.time(content.time()).getBytes(US_ASCII))
                .add(RecordHeaders.POSITION, Long.toString(commit.position()).getBytes(US_ASCII))
                .add(RecordHeaders.HASH, commit.hash().toString().getBytes(US_ASCII))
                .add(RecordHeaders.CONTENT_TYPE, JSON);
        var traceparent = content.cause().traceparent();
        if (traceparent != null) {
            headers.add(RecordHeaders.TRACEPARENT, traceparent.getBytes(US_ASCII));
        }
        return record;
    }

    /** The commit's position, with minimal decoding. Throws like {@link #read}. */
    static long position(ConsumerRecord<byte[], byte[]> record) {
        var header = record.headers().lastHeader(RecordHeaders.POSITION);
        try {
            if (header != null) {
                return Long.parseLong(new String(header.value(), US_ASCII));
            }
        } catch (NumberFormatException e) {
            // the commit contains it too
        }
        return read(record).position();
    }

    /**
     * The commit, whose hash equals the one in the record.
     *
     * @throws BrokenLaneException if the record is not a commit of its lane
     */
    static Commit read(ConsumerRecord<byte[], byte[]> record) {
        try {
            var commit = CommitCodec.decode(record.value() == null ? new byte[0] : record.value());
            var hash = record.headers().lastHeader(RecordHeaders.HASH);
            if (commit.lane() == record.partition()
                    && hash != null
                    && new String(hash.value(), US_ASCII).equals(commit.hash().toString())) {
                return commit;
            }
        } catch (UnreadableCommitException e) {
            // reported below with the same message
        }
        throw new BrokenLaneException("Partition " + record.partition() + " of the topic " + record.topic()
                + " has at offset " + record.offset() + " a record that is not a commit of its lane");
    }
}
