package io.taskledger.vault;

import io.taskledger.vault.crypto.OwnerKey;
import java.time.Instant;

/** Whether an owner's texts can be read. The three differ: erased is for ever, unavailable is to be repeated. */
public sealed interface OwnerKeyState {

    /** They can be sealed and read. */
    record Usable(OwnerKey key) implements OwnerKeyState {}

    /**
     * The owner is erased: the texts can never be read again.
     *
     * @param at UTC, milliseconds
     */
    record Erased(Instant at) implements OwnerKeyState {}

    /**
     * Nobody knows now. It must never be treated as erased.
     *
     * @param why for operators, a sentence without its full stop; it names neither owner nor key
     * @param passing whether a repetition may help while this process runs
     */
    record Unavailable(String why, boolean passing) implements OwnerKeyState {}
}
