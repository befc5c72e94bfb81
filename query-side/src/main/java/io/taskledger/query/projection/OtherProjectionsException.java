package io.taskledger.query.projection;

import org.jspecify.annotations.Nullable;

/** The read models were made by other projections than this node has, so it must neither continue nor show them. */
public final class OtherProjectionsException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** @param stored null if an older version of Taskledger made them */
    OtherProjectionsException(@Nullable String stored, String own) {
        super("The read models were made by "
                + (stored == null ? "an older version" : "the projections " + stored) + ", and this node has the"
                + " projections " + own + ": rebuild the read models");
    }
}
