package io.taskledger.command.axon;

import static io.taskledger.command.axon.RuleFixture.METADATA;
import static io.taskledger.command.axon.RuleFixture.OWNER;
import static io.taskledger.command.axon.RuleFixture.TASK;
import static io.taskledger.command.axon.RuleFixture.event;
import static io.taskledger.command.axon.RuleFixture.invalid;

import io.taskledger.contract.command.Precondition;
import io.taskledger.contract.command.TaskCommand.CreateTask;
import io.taskledger.contract.command.TaskCommand.EditTask;
import io.taskledger.contract.event.TaskEvent.TaskCreated;
import io.taskledger.contract.task.DetailsEdit;
import io.taskledger.contract.task.Priority;
import io.taskledger.contract.task.TaskDetails;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.test.fixture.AxonTestPhase.Then;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules for the details of a task. */
class DetailsRulesTest {

    private static final String EMOJI = "😀";

    private static RuleFixture rules;

    @BeforeAll
    static void start() {
        rules = new RuleFixture();
    }

    static Stream<TaskDetails> at_the_limit() {
        return Stream.of(
                details("x"),
                details("x".repeat(200)),
                details(EMOJI.repeat(200)),
                with("x".repeat(10_000), null, List.of()),
                with("two\r\n\tlines", null, List.of()),
                with("", Instant.parse("9999-12-31T23:59:59.999Z"), List.of()),
                with("", Instant.parse("0001-01-01T00:00:00Z"), List.of()),
                with("", null, List.of("x".repeat(50))),
                with("", null, tags(20)));
    }

    @ParameterizedTest
    @MethodSource("at_the_limit")
    void what_is_at_the_limit_is_accepted(TaskDetails details) {
        creating(details).events(event(1, new TaskCreated(details)));
    }

    static Stream<Arguments> beyond_the_limit() {
        return Stream.of(
                Arguments.of(details(""), "title"),
                Arguments.of(details(" \t\u2003 "), "title"),
                Arguments.of(details("x".repeat(201)), "title"),
                Arguments.of(details(EMOJI.repeat(201)), "title"),
                Arguments.of(details("two\nlines"), "title"),
                Arguments.of(details("nul\0"), "title"),
                Arguments.of(details("half \uD83D"), "title"),
                Arguments.of(with("x".repeat(10_001), null, List.of()), "description"),
                Arguments.of(with("bell\u0007", null, List.of()), "description"),
                Arguments.of(with("", Instant.parse("+10000-01-01T00:00:00Z"), List.of()), "due"),
                Arguments.of(with("", Instant.parse("0000-12-31T23:59:59.999Z"), List.of()), "due"),
                Arguments.of(with("", null, tags(21)), "tags"),
                Arguments.of(with("", null, Collections.nCopies(21, "equal")), "tags"),
                Arguments.of(with("", null, List.of("x".repeat(51))), "tags"),
                Arguments.of(with("", null, List.of(" ")), "tags"),
                Arguments.of(with("", null, List.of("a\tb")), "tags"));
    }

    @ParameterizedTest
    @MethodSource("beyond_the_limit")
    void what_is_beyond_the_limit_is_refused_by_field(TaskDetails details, String field) {
        creating(details).noEvents().resultMessagePayloadSatisfies(invalid(field));
    }

    @ParameterizedTest
    @MethodSource("beyond_the_limit")
    void an_edit_has_the_same_limits(TaskDetails details, String field) {
        rules.given(new TaskCreated(details("Buy milk")))
                .when()
                .command(new EditTask(OWNER, TASK, Precondition.none(), DetailsEdit.all(details)), METADATA)
                .then()
                .noEvents()
                .resultMessagePayloadSatisfies(invalid(field));
    }

    @Test
    void every_field_that_is_wrong_is_named() {
        creating(new TaskDetails("", "\0", Priority.NONE, null, tags(21)))
                .noEvents()
                .resultMessagePayloadSatisfies(invalid("title", "description", "tags"));
    }

    @Test
    void texts_are_trimmed_and_no_tag_is_kept_twice() {
        creating(new TaskDetails("  Buy milk\u2003", " as is ", Priority.LOW, null, List.of("home ", "home", "dairy")))
                .events(event(
                        1,
                        new TaskCreated(
                                new TaskDetails("Buy milk", " as is ", Priority.LOW, null, List.of("home", "dairy")))));
    }

    private static Then.Command creating(TaskDetails details) {
        return rules.given()
                .when()
                .command(new CreateTask(OWNER, TASK, details), METADATA)
                .then();
    }

    private static TaskDetails details(String title) {
        return new TaskDetails(title, "", Priority.NONE, null, List.of());
    }

    private static TaskDetails with(String description, Instant due, List<String> tags) {
        return new TaskDetails("Buy milk", description, Priority.URGENT, due, tags);
    }

    private static List<String> tags(int count) {
        return IntStream.range(0, count).mapToObj(i -> "tag " + i).toList();
    }
}
