package io.taskledger.command.axon;

import io.taskledger.contract.commit.TimeOrderedIds;
import org.axonframework.common.IdentifierFactory;

/** Gives Axon's messages the ids that events have. Axon finds this class by the service loader. */
public final class AxonIds extends IdentifierFactory {

    @Override
    public String generateIdentifier() {
        return TimeOrderedIds.next().toString();
    }
}
