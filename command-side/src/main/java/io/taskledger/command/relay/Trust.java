package io.taskledger.command.relay;

/** Which side is right if the topic ends with commits that the ledger does not have: docs/adr/0007. */
public enum Trust {
    /** Not decided: start-up is refused. */
    NONE,
    /** The ledger lost commits: they are copied back from the topic. Nothing is overwritten. */
    TOPIC,
    /** The topic contains commits that must not count. A topic cannot be rewritten, so another topic must be named. */
    LEDGER
}
