package io.taskledger.edge.problem;

/**
 * One thing that is wrong with a request.
 *
 * @param field the field, parameter or header; nested ones as {@code items[3].title}
 * @param message a sentence for a person, without the offending value
 */
public record Violation(String field, String message) {}
