package io.taskledger.contract.commit;

import java.util.regex.Pattern;

/**
 * A position in the caller's lane, in the {@code Consistency-Token} header. A response to a query is at least as new as
 * its token; a query that sends the token back gets data at least as new. Opaque to clients.
 *
 * @param lane from 0
 * @param ledger the beginning of the hash of the lane's first commit; it identifies the ledger and survives a restore
 *     from a copy. Empty if the lane has no commits
 * @param position of the last commit whose effect is included; -1 if the lane has no commits
 */
public record ConsistencyToken(int lane, String ledger, long position) {

    private static final Pattern FORM = Pattern.compile(
            "p2-(?<lane>0|[1-9a-z][0-9a-z]{0,2})(?:-(?<ledger>[0-9a-f]{16})-(?<position>0|[1-9a-z][0-9a-z]{0,9}))?");
    private static final Pattern LEDGER = Pattern.compile("[0-9a-f]{16}");
    private static final int RADIX = 36;

    /** @throws IllegalArgumentException if there cannot be such a lane, ledger or position */
    public ConsistencyToken {
        if (lane < 0 || lane > Short.MAX_VALUE) {
            throw new IllegalArgumentException("Invalid lane: " + lane);
        }
        if (position < -1 || position > CommitId.LAST_POSITION) {
            throw new IllegalArgumentException("Invalid position: " + position);
        }
        if (position < 0 ? !ledger.isEmpty() : !LEDGER.matcher(ledger).matches()) {
            throw new IllegalArgumentException("The ledger does not fit the position " + position);
        }
    }

    /** @param genesis the hash of the lane's first commit; ignored if the position is -1 */
    public static ConsistencyToken of(int lane, CommitHash genesis, long position) {
        return new ConsistencyToken(lane, position < 0 ? "" : ledger(genesis), position);
    }

    /**
     * Whether the token belongs to the ledger whose first commit in this lane has this hash; a token without commits
     * fits any.
     */
    public boolean isOf(CommitHash genesis) {
        return ledger.isEmpty() || ledger.equals(ledger(genesis));
    }

    /** @throws IllegalArgumentException if the text was not made by {@link #toString} */
    public static ConsistencyToken parse(String text) {
        var form = FORM.matcher(text);
        if (form.matches()) {
            int lane = Integer.parseInt(form.group("lane"), RADIX);
            var ledger = form.group("ledger");
            long position = ledger == null ? -1 : Long.parseLong(form.group("position"), RADIX);
            if (lane <= Short.MAX_VALUE && position <= CommitId.LAST_POSITION) {
                return new ConsistencyToken(lane, ledger == null ? "" : ledger, position);
            }
        }
        throw new IllegalArgumentException("Not a Consistency-Token of this service");
    }

    private static String ledger(CommitHash genesis) {
        return genesis.toString().substring(0, 16);
    }

    @Override
    public String toString() {
        var start = "p2-" + Integer.toString(lane, RADIX);
        return position < 0 ? start : start + "-" + ledger + "-" + Long.toString(position, RADIX);
    }
}
