package io.taskledger.contract.commit;

/**
 * A commit at its position: content, position, hashes and bytes. The bytes are authoritative; the other components are
 * parsed from them.
 *
 * @param position from 0, without holes in a lane
 * @param previous the hash of the commit at the previous position, {@link CommitHash#NONE} at position 0
 * @param bytes canonical JSON as {@link PreparedCommit} wrote or {@link CommitCodec} read it; not copied, must not be
 *     changed
 * @param hash over the bytes
 */
@SuppressWarnings("ArrayRecordComponent")
public record Commit(int lane, long position, CommitHash previous, CommitDraft content, byte[] bytes, CommitHash hash) {

    /** The maximum number of bytes of a commit. */
    public static final int MAX_BYTES = 1 << 20;

    /** The {@code _id} of this commit's document. */
    public long id() {
        return CommitId.of(lane, position);
    }
}
