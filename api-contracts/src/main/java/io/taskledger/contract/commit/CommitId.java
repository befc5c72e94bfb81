package io.taskledger.contract.commit;

/**
 * Lane and position in one 64-bit integer, the {@code _id} of a commit's document: lane in the upper 16 bits, position
 * in the lower 48. Ids of one lane are in the order of their positions.
 */
public final class CommitId {

    private static final int POSITION_BITS = 48;

    /** The maximum position in a lane. */
    public static final long LAST_POSITION = (1L << POSITION_BITS) - 1;

    private CommitId() {}

    /** @throws IllegalArgumentException if the lane does not fit into 15 bits or the position into 48 */
    public static long of(int lane, long position) {
        if (lane < 0 || lane > Short.MAX_VALUE) {
            throw new IllegalArgumentException("Invalid lane: " + lane);
        }
        if (position < 0 || position > LAST_POSITION) {
            throw new IllegalArgumentException("Invalid position: " + position);
        }
        return (long) lane << POSITION_BITS | position;
    }

    /** The lane of an id. */
    public static int lane(long id) {
        return (int) (id >>> POSITION_BITS);
    }

    /** The position of an id. */
    public static long position(long id) {
        return id & LAST_POSITION;
    }
}
