package io.taskledger.query.fold;

import io.taskledger.contract.commit.StreamId;

/**
 * The kind of a stream: its name up to the first slash, such as {@code task} or {@code profile}.
 *
 * @param name without a slash
 */
public record StreamKind(String name) {

    /** The kind of this stream. */
    public static StreamKind of(StreamId stream) {
        int slash = stream.name().indexOf('/');
        return new StreamKind(slash < 0 ? stream.name() : stream.name().substring(0, slash));
    }
}
