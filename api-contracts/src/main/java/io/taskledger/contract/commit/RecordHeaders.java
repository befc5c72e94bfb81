package io.taskledger.contract.commit;

/**
 * The headers of a Kafka record that carries a commit: CloudEvents 1.0.2 in binary mode, plus the commit's position and
 * hash. The value of the record is the commit's bytes, unchanged.
 */
public final class RecordHeaders {

    /** Always {@code 1.0}. */
    public static final String SPEC_VERSION = "ce_specversion";

    /** The commit's id. */
    public static final String ID = "ce_id";

    /** {@code urn:taskledger:lane:<lane>}. */
    public static final String SOURCE = "ce_source";

    /** Always {@link #COMMIT_TYPE}. */
    public static final String TYPE = "ce_type";

    /** When the commit was decided. */
    public static final String TIME = "ce_time";

    /** The position within the lane, in decimal digits. */
    public static final String POSITION = "ce_position";

    /** SHA-256 over the value, in hex. */
    public static final String HASH = "ce_hash";

    /** W3C Trace Context, absent if the request carried none (CloudEvents distributed tracing extension). */
    public static final String TRACEPARENT = "ce_traceparent";

    /** Always {@code application/json}. */
    public static final String CONTENT_TYPE = "content-type";

    /** The value of {@link #TYPE}. */
    public static final String COMMIT_TYPE = "io.taskledger.commit.v1";

    private RecordHeaders() {}
}
