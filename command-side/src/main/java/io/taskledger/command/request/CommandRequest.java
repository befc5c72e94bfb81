package io.taskledger.command.request;

import io.taskledger.contract.command.Command;
import io.taskledger.edge.trace.RequestTrace;
import org.jspecify.annotations.Nullable;

/**
 * A request for a command: everything that was read from HTTP.
 *
 * @param command carries its owner and its precondition
 * @param actor the {@code sub} of the caller
 * @param key of the request; null if it has none
 * @param attempted whether another node may have carried it out, or may do so later; it has a key then
 */
public record CommandRequest(
        Command command, String actor, @Nullable ClientKey key, RequestTrace trace, boolean attempted) {

    public String owner() {
        return command.owner();
    }
}
