package io.taskledger.contract;

/**
 * The limits of requests that clients meet, apart from those of the fields of a task, which are in
 * {@link io.taskledger.contract.task.TaskField}. openapi.yaml and docs/limits.md state the same numbers.
 */
public final class Limits {

    /** Characters of a display name, in code points. */
    public static final int MAX_DISPLAY_NAME = 100;

    /** Commands of a batch. */
    public static final int MAX_BATCH = 100;

    /** Profiles that an administrator reads at once. */
    public static final int MAX_PROFILES = 100;

    /** Entries of a page. */
    public static final int MAX_PAGE = 100;

    /** Entries of a page if the client does not say how many. */
    public static final int DEFAULT_PAGE = 50;

    /** Tags as filters of a list. */
    public static final int MAX_TAG_FILTERS = 20;

    /** Characters of a search text, in code points. */
    public static final int MAX_SEARCH_TEXT = 200;

    /** Days whose completed tasks are counted. */
    public static final int MAX_DAYS = 366;

    /** Days whose completed tasks are counted if the client does not say which. */
    public static final int DEFAULT_DAYS = 30;

    private Limits() {}
}
