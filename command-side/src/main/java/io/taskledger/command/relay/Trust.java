package io.taskledger.command.relay;

/** Which side is right if the topic ends with commits that the ledger does not have. See docs/adr. */
public enum Trust {
    /** Not told: start-up is refused. */
    NONE,
    /** The ledger lost commits: they are copied back from the topic. Nothing is overwritten. */
    TOPIC,
    /** The topic holds what must not count. A topic cannot be rewritten, so another one has to be named. */
    LEDGER
}
