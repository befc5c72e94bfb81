package io.taskledger.edge.problem;

/**
 * One fault of a request.
 *
 * @param field the field, parameter or header; nested ones as {@code items[3].title}
 * @param message a sentence for people, without the invalid value
 */
public record Violation(String field, String message) {}
