package io.taskledger.query.history;

import java.time.Instant;
import java.util.List;

/**
 * One event of a task: who changed what, when, from what to what.
 *
 * @param version the task's version with this event
 * @param type the event's name in a commit
 * @param actor the {@code sub} of who did it
 * @param time of the commit
 */
public record HistoryEntry(long version, String type, String actor, Instant time, List<Change> changes) {}
