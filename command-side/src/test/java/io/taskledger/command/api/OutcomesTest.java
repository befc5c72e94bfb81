package io.taskledger.command.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import io.taskledger.command.execution.CommandGate;
import io.taskledger.command.execution.CommandRunner;
import io.taskledger.command.ledger.FaultyCollection;
import io.taskledger.command.ledger.FaultyCollection.Fault;
import io.taskledger.command.ledger.TroubledReads;
import io.taskledger.command.request.CommandRequest;
import io.taskledger.contract.command.TaskCommand.CreateTask;
import io.taskledger.contract.task.Priority;
import io.taskledger.contract.task.TaskDetails;
import io.taskledger.edge.problem.ProblemException;
import io.taskledger.embedded.EmbeddedMongo;
import io.taskledger.node.log.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The two responses to a command that could not be finished: not carried out, or outcome unknown. */
class OutcomesTest {

    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG_ENOUGH_TO_SEND = Duration.ofSeconds(4);
    private static final int FOR_EVER = 1_000_000;

    private static EmbeddedMongo mongo;
    private static MongoClient client;
    private final TroubledReads reads = new TroubledReads();
    private final UUID task = UUID.randomUUID();
    private volatile Fault fault = Fault.NONE;
    private MongoCollection<Document> collection;
    private CommandGate gate;
    private CommandRunner runner;

    @BeforeAll
    static void start() {
        mongo = EmbeddedMongo.start();
        client = MongoClients.create(mongo.uri());
    }

    @AfterAll
    static void stop() {
        client.close();
        mongo.close();
    }

    @BeforeEach
    void newNode() {
        collection = client.getDatabase("outcomes").getCollection("commits-" + UUID.randomUUID());
        gate = new CommandGate();
        runner = node(false);
    }

    private CommandRunner node(boolean published) {
        var inserts = new FaultyCollection(() -> fault, () -> {});
        return TwoNodesTest.node(inserts.around(reads.around(collection)), gate, published, TwoNodesTest.keys(client));
    }

    @Test
    void a_command_whose_reads_are_not_answered_was_not_carried_out() {
        reads.away(FOR_EVER);

        assertThat(problem(null)).isEqualTo("503 not-carried-out");
        assertThat(collection.countDocuments()).isZero();
    }

    @Test
    void nobody_knows_of_a_command_whose_insert_is_not_answered() {
        fault = Fault.ACKNOWLEDGEMENT_LOST;

        assertThat(problem(null, LONG_ENOUGH_TO_SEND)).isEqualTo("504 outcome-unknown");
        assertThat(collection.countDocuments()).isEqualTo(1);
    }

    @Test
    void a_repetition_with_its_key_of_what_was_carried_out_is_never_said_not_to_be() {
        runner.run(create("key"));
        reads.away(FOR_EVER);

        assertThat(problem("key")).isEqualTo("504 outcome-unknown");
    }

    @Test
    void a_node_that_shuts_down_carries_nothing_out() {
        gate.stop();

        assertThat(problem(null)).isEqualTo("503 not-carried-out");
    }

    @Test
    void what_is_in_the_way_of_all_commands_is_said() {
        gate = new CommandGate(List.of(() -> null, () -> "The clock of this node is 75 s behind MongoDB's"));
        runner = node(false);

        assertThat(refusal(null, SHORT).detail())
                .isEqualTo("The clock of this node is 75 s behind MongoDB's; the command was not carried out");
        assertThat(problem(null)).isEqualTo("503 not-carried-out");
        assertThat(collection.countDocuments()).isZero();
    }

    @Test
    void a_node_that_cannot_publish_what_must_be_published_carries_nothing_out() {
        runner = node(true);

        assertThat(problem(null)).isEqualTo("503 not-carried-out");
    }

    private String problem(@Nullable String key) {
        return problem(key, SHORT);
    }

    private String problem(@Nullable String key, Duration timeout) {
        var refusal = refusal(key, timeout);
        return refusal.status() + " " + refusal.code();
    }

    private ProblemException refusal(@Nullable String key, Duration timeout) {
        return catchThrowableOfType(
                ProblemException.class,
                () -> Deadline.within(timeout, () -> new Responses(runner).accepted(create(key))));
    }

    private CommandRequest create(@Nullable String key) {
        var details = new TaskDetails("Water the plants", "", Priority.NONE, null, List.of());
        return TwoNodesTest.request(key, "a", new CreateTask("alice", task, details));
    }
}
