package io.taskledger.contract.event;

import io.taskledger.contract.commit.JsonFields;

/**
 * The envelope of text that users write, {@code "personal":{"clear":{...}}}, so that it can later become
 * {@code "personal":{"sealed":...}} without a new commit format.
 */
final class Personal {

    static final String KEY = "personal";
    static final String CLEAR = "clear";

    private Personal() {}

    /** The fields in the envelope. */
    static JsonFields of(JsonFields data) {
        return data.object(KEY).object(CLEAR);
    }
}
