package io.taskledger.query.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Part of an answer that is too long for one.
 *
 * @param next the cursor of the page after this one, null on the last one
 */
public record Page<T>(List<T> entries, @Nullable String next) {

    public Page {
        entries = List.copyOf(entries);
    }
}
