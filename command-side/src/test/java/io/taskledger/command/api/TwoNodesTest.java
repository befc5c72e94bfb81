package io.taskledger.command.api;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import io.taskledger.command.axon.CommandDispatcher;
import io.taskledger.command.axon.TaskledgerConfigurer;
import io.taskledger.command.entity.Entity;
import io.taskledger.command.entity.EntityFold;
import io.taskledger.command.execution.Acknowledgement;
import io.taskledger.command.execution.CommandGate;
import io.taskledger.command.execution.CommandRunner;
import io.taskledger.command.ledger.CommitStore;
import io.taskledger.command.ledger.LedgerSettings;
import io.taskledger.command.ledger.MongoLedger;
import io.taskledger.command.relay.Relay;
import io.taskledger.command.relay.RelayProperties;
import io.taskledger.command.request.ClientKey;
import io.taskledger.command.request.CommandRequest;
import io.taskledger.command.request.Outcome;
import io.taskledger.contract.command.Command;
import io.taskledger.contract.command.Precondition;
import io.taskledger.contract.command.TaskCommand.CompleteTask;
import io.taskledger.contract.command.TaskCommand.CreateTask;
import io.taskledger.contract.command.TaskCommand.EditTask;
import io.taskledger.contract.commit.Lanes;
import io.taskledger.contract.task.DetailsEdit;
import io.taskledger.contract.task.Priority;
import io.taskledger.contract.task.TaskDetails;
import io.taskledger.edge.trace.RequestTrace;
import io.taskledger.embedded.EmbeddedMongo;
import io.taskledger.node.kafka.EventTopic;
import io.taskledger.vault.OwnerKeys;
import io.taskledger.vault.crypto.MasterKeys;
import io.taskledger.vault.store.KeyStore;
import io.taskledger.vault.store.KeyStoreUnavailableException;
import io.taskledger.vault.store.MongoKeyStore;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.axonframework.messaging.commandhandling.CommandBus;
import org.axonframework.messaging.core.MessageTypeResolver;
import org.bson.Document;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Requests that reach two nodes with one ledger: a retry through a load balancer, a double click on two of them. */
class TwoNodesTest {

    private static final Lanes LANES = new Lanes(2);
    private static final int AT_ONCE = 120;

    private static final MasterKeys MASTER = MasterKeys.parse("test:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");

    private static EmbeddedMongo mongo;
    private static MongoClient client;
    private final UUID task = UUID.randomUUID();
    private MongoCollection<Document> collection;
    private CommandRunner one;
    private CommandRunner two;

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
    void twoNodes() {
        collection = client.getDatabase("nodes").getCollection("commits-" + UUID.randomUUID());
        one = node(collection, new CommandGate(), false, keys(client));
        two = node(collection, new CommandGate(), false, keys(client));
    }

    static CommandRunner node(
            MongoCollection<Document> collection, CommandGate gate, boolean published, OwnerKeys keys) {
        var store = new CommitStore(collection);
        var ledger = new MongoLedger<>(
                store, LANES, LedgerSettings.DEFAULT, EntityFold::fold, commit -> {}, Clock.systemUTC());
        var axon = TaskledgerConfigurer.create(ledger).build();
        axon.start();
        gate.start();
        var neverStarted =
                new Relay(new EventTopic("localhost:1", "none", LANES), RelayProperties.DEFAULT, store.log());
        return new CommandRunner(
                new CommandDispatcher(
                        axon.getComponent(CommandBus.class),
                        axon.getComponent(MessageTypeResolver.class),
                        ledger,
                        LANES),
                ledger,
                LANES,
                new Acknowledgement(neverStarted, published),
                gate,
                keys,
                Clock.systemUTC());
    }

    /** What a node knows of the keys that are in the same server as the commits. */
    static OwnerKeys keys(MongoClient client) {
        return new OwnerKeys(new MongoKeyStore(client.getDatabase("keys").getCollection("owner_keys")), MASTER);
    }

    @Test
    void a_retry_at_the_other_node_answers_what_the_first_was_answered() {
        var first = one.run(create("key", "a"));

        assertThat(results(two.run(create("key", "a")))).isEqualTo(results(first));
        assertThat(collection.countDocuments()).isEqualTo(1);
    }

    @Test
    void nobody_finds_the_key_or_tries_requests_by_what_is_stored() {
        var request = create("call Dr. Meyer", "a");
        one.run(request);

        var stored = requireNonNull(collection.find().first());
        assertThat(stored.toJson()).doesNotContain("Meyer");
        assertThat(new String(requireNonNull(stored.get("bytes", Binary.class)).getData(), StandardCharsets.UTF_8))
                .contains(task.toString())
                .doesNotContain("Meyer")
                .doesNotContain(requireNonNull(request.key()).fingerprint());
    }

    @Test
    void a_command_with_a_key_is_not_carried_out_while_the_owners_key_cannot_be_read() {
        var wrongMaster = new OwnerKeys(
                new MongoKeyStore(client.getDatabase("keys").getCollection("owner_keys")),
                MasterKeys.parse("other:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="));
        one.run(create("key", "a"));
        var blind = node(collection, new CommandGate(), false, wrongMaster);

        assertThat(blind.run(create("key", "a")))
                .isEqualTo(new Outcome.NotCarriedOut("The owner's key cannot be read"));
        assertThat(collection.countDocuments()).isEqualTo(1);
    }

    @Test
    void a_command_with_a_key_waits_while_the_store_of_keys_does_not_respond() {
        var failures = new AtomicInteger(3);
        var store = new MongoKeyStore(client.getDatabase("keys").getCollection("owner_keys"));
        var flaky = (KeyStore) Proxy.newProxyInstance(
                KeyStore.class.getClassLoader(), new Class<?>[] {KeyStore.class}, (proxy, method, arguments) -> {
                    if (failures.getAndDecrement() > 0) {
                        throw new KeyStoreUnavailableException("It does not respond", new IOException());
                    }
                    return method.invoke(store, arguments);
                });
        var patient = node(collection, new CommandGate(), false, new OwnerKeys(flaky, MASTER));

        assertThat(patient.run(create("key", "a"))).isInstanceOf(Outcome.Stored.class);
        assertThat(results(two.run(create("key", "a")))).isEqualTo(results(patient.run(create("key", "a"))));
        assertThat(collection.countDocuments()).isEqualTo(1);
    }

    @Test
    void a_retry_at_a_node_that_already_knows_the_task_is_no_refusal() {
        var first = one.run(create("key", "a"));
        two.run(request(null, "c", new CompleteTask("alice", task, Precondition.none())));

        assertThat(results(two.run(create("key", "a")))).isEqualTo(results(first));
    }

    @Test
    void the_key_with_another_request_is_refused_at_the_other_node_too() {
        one.run(create("key", "a"));

        assertThat(two.run(create("key", "b"))).isEqualTo(new Outcome.KeyReused());
    }

    @RepeatedTest(30)
    void of_twins_at_both_nodes_one_is_carried_out_and_both_are_told_of_it() throws Exception {
        List<Outcome> answers;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            answers = threads
                    .invokeAll(IntStream.range(0, 2)
                            .<Callable<Outcome>>mapToObj(i -> () -> (i == 0 ? one : two).run(create("key", "a")))
                            .toList())
                    .stream()
                    .map(TwoNodesTest::get)
                    .toList();
        }

        assertThat(results(answers.getFirst())).isEqualTo(results(answers.getLast()));
        assertThat(position(answers.getFirst())).isEqualTo(position(answers.getLast()));
        assertThat(collection.countDocuments()).isEqualTo(1);
    }

    @Test
    void commands_for_one_task_at_the_same_time_are_all_carried_out() throws Exception {
        one.run(create("key", "a"));
        List<Outcome> answers;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            answers = threads
                    .invokeAll(IntStream.range(0, AT_ONCE)
                            .<Callable<Outcome>>mapToObj(i -> () -> (i % 2 == 0 ? one : two).run(rename("title " + i)))
                            .toList())
                    .stream()
                    .map(TwoNodesTest::get)
                    .toList();
        }

        assertThat(answers).hasOnlyElementsOfType(Outcome.Stored.class);
        assertThat(collection.countDocuments()).isEqualTo(1 + AT_ONCE);
    }

    private static List<Entity> results(Outcome outcome) {
        return assertThat(outcome)
                .asInstanceOf(InstanceOfAssertFactories.type(Outcome.Stored.class))
                .actual()
                .results();
    }

    private static long position(Outcome outcome) {
        return assertThat(outcome)
                .asInstanceOf(InstanceOfAssertFactories.type(Outcome.Decided.class))
                .actual()
                .position();
    }

    private static Outcome get(Future<Outcome> future) {
        try {
            return future.get();
        } catch (ExecutionException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private CommandRequest create(String key, String body) {
        var details = new TaskDetails("Water the plants", "", Priority.NONE, null, List.of());
        return request(key, body, new CreateTask("alice", task, details));
    }

    private CommandRequest rename(String title) {
        var edit = new DetailsEdit(title, null, null, null, null);
        return request(null, "", new EditTask("alice", task, Precondition.none(), edit));
    }

    static CommandRequest request(@Nullable String key, String body, Command command) {
        return new CommandRequest(
                command,
                command.owner(),
                key == null ? null : new ClientKey(key, "fingerprint of " + body),
                RequestTrace.untraced("correlation"),
                false);
    }
}
