package io.taskledger.contract.commit;

/**
 * A commit in its place: what was decided, where it stands, and the bytes that say so. The bytes are the truth; the
 * other components are what they say.
 *
 * @param position from 0, without holes in a lane
 * @param previous the hash of the commit at the position before, {@link CommitHash#NONE} at position 0
 * @param bytes canonical JSON as {@link CommitCodec} wrote or read it; not copied, never to be changed
 * @param hash over the bytes
 */
@SuppressWarnings("ArrayRecordComponent")
public record Commit(int lane, long position, CommitHash previous, CommitDraft content, byte[] bytes, CommitHash hash) {

    /** The largest number of bytes a commit may have. */
    public static final int MAX_BYTES = 1 << 20;

    /** The {@code _id} of this commit's document. */
    public long id() {
        return CommitId.of(lane, position);
    }
}
