package io.taskledger.embedded.mongo;

/** Reads keys one after another. Not thread-safe. */
interface KeyCursor {

    /** Moves to the next key; false at the end, after which it must not be called again. */
    boolean next();

    /** The key, in a longer array that the next move changes. */
    byte[] key();

    int length();

    /** The place of the document, with which each key ends. */
    default int position() {
        var key = key();
        int at = length() - Integer.BYTES;
        return key[at] << 24 | (key[at + 1] & 0xFF) << 16 | (key[at + 2] & 0xFF) << 8 | key[at + 3] & 0xFF;
    }
}
