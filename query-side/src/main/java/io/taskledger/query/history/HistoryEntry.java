package io.taskledger.query.history;

import java.time.Instant;
import java.util.List;

/**
 * One event of a task: who changed what, when, from which value to which.
 *
 * @param version the task's version after this event
 * @param type the event's name in a commit
 * @param actor the {@code sub} of the user who made the change
 * @param time of the commit
 */
public record HistoryEntry(long version, String type, String actor, Instant time, List<Change> changes) {}
