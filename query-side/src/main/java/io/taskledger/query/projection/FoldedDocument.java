package io.taskledger.query.projection;

import org.jspecify.annotations.Nullable;

/** A document while a batch is folded into it. Not thread-safe. */
final class FoldedDocument<T> {

    private static final long ABSENT = -1;

    private final long read;
    private long position;
    private @Nullable T value;

    private FoldedDocument(long read, @Nullable T value) {
        this.read = read;
        this.position = read;
        this.value = value;
    }

    static <T> FoldedDocument<T> absent() {
        return new FoldedDocument<>(ABSENT, null);
    }

    static <T> FoldedDocument<T> stored(long position, T value) {
        return new FoldedDocument<>(position, value);
    }

    /** Whether the document already contained this commit when it was read. */
    boolean had(long commit) {
        return read >= commit;
    }

    @Nullable
    T value() {
        return value;
    }

    void fold(T folded, long commit) {
        value = folded;
        position = commit;
    }

    boolean isChanged() {
        return position != read;
    }

    /** The position of the document when it was read; negative if there was no document. */
    long read() {
        return read;
    }

    long position() {
        return position;
    }
}
