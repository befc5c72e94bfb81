package io.taskledger.command.axon;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import io.taskledger.command.decision.RejectionCode;
import io.taskledger.command.entity.EntityFold;
import io.taskledger.command.entity.EntityState;
import io.taskledger.command.entity.StreamEvent;
import io.taskledger.command.entity.Task;
import io.taskledger.command.ledger.Appended;
import io.taskledger.command.ledger.CommitStore;
import io.taskledger.command.ledger.Ledger;
import io.taskledger.command.ledger.LedgerSettings;
import io.taskledger.command.ledger.MongoLedger;
import io.taskledger.command.request.CommandRequest;
import io.taskledger.command.request.Outcome;
import io.taskledger.contract.command.Command;
import io.taskledger.contract.command.Precondition;
import io.taskledger.contract.command.TaskBatch;
import io.taskledger.contract.command.TaskCommand;
import io.taskledger.contract.command.TaskCommand.CompleteTask;
import io.taskledger.contract.command.TaskCommand.CreateTask;
import io.taskledger.contract.command.TaskCommand.EditTask;
import io.taskledger.contract.command.TaskCommand.MoveTask;
import io.taskledger.contract.command.TaskCommand.StartTask;
import io.taskledger.contract.commit.Commit;
import io.taskledger.contract.commit.Lanes;
import io.taskledger.contract.commit.RecordedEvent;
import io.taskledger.contract.commit.StreamId;
import io.taskledger.contract.commit.StreamRef;
import io.taskledger.contract.task.DetailsEdit;
import io.taskledger.contract.task.Priority;
import io.taskledger.contract.task.Status;
import io.taskledger.contract.task.TaskDetails;
import io.taskledger.edge.trace.RequestTrace;
import io.taskledger.embedded.EmbeddedMongo;
import io.taskledger.node.log.Deadline;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.axonframework.common.configuration.AxonConfiguration;
import org.axonframework.eventsourcing.eventstore.SourcingCondition;
import org.axonframework.messaging.commandhandling.CommandBus;
import org.axonframework.messaging.core.MessageTypeResolver;
import org.axonframework.messaging.eventhandling.TerminalEventMessage;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Commands with the production configuration and a MongoDB; with two nodes if needed. */
class CommandDispatcherTest {

    private static final Lanes LANES = new Lanes(4);
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    /** One stream per lane is kept in memory. */
    private static final LedgerSettings SMALL =
            new LedgerSettings(256, 8 << 20, 4096, 1, 10_000, Duration.ofMinutes(2));

    private static final List<String> ROUND_TRIPS = new CopyOnWriteArrayList<>();

    private static EmbeddedMongo mongo;
    private static MongoClient client;
    private final List<AxonConfiguration> running = new ArrayList<>();
    private final UUID task = UUID.randomUUID();
    private MongoCollection<Document> collection;
    private final AtomicInteger folds = new AtomicInteger();
    private MongoLedger<EntityState> ledger;
    private CommandDispatcher node;

    @BeforeAll
    static void start() {
        mongo = EmbeddedMongo.start();
        client = MongoClients.create(MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(mongo.uri()))
                .addCommandListener(new CommandListener() {
                    @Override
                    public void commandStarted(CommandStartedEvent event) {
                        ROUND_TRIPS.add(event.getCommandName());
                    }
                })
                .build());
    }

    @AfterAll
    static void stop() {
        client.close();
        mongo.close();
    }

    @BeforeEach
    void newNode() {
        collection = client.getDatabase("node").getCollection("commits-" + UUID.randomUUID());
        node = node();
    }

    @AfterEach
    void shutDown() {
        running.forEach(AxonConfiguration::shutdown);
    }

    private CommandDispatcher node() {
        return node(collection, LedgerSettings.DEFAULT);
    }

    private CommandDispatcher node(MongoCollection<Document> commits, LedgerSettings settings) {
        ledger = new MongoLedger<>(
                new CommitStore(commits), LANES, settings, this::counted, commit -> {}, Clock.systemUTC());
        return dispatcher(ledger);
    }

    private CommandDispatcher dispatcher(Ledger<EntityState> ledger) {
        var axon = TaskledgerConfigurer.create(ledger).build();
        axon.start();
        running.add(axon);
        return new CommandDispatcher(
                axon.getComponent(CommandBus.class), axon.getComponent(MessageTypeResolver.class), ledger, LANES);
    }

    @Test
    void a_commit_says_who_did_what_when_and_why() {
        var content = stored(node, create("Buy milk")).commit().content();
        assertThat(content.owner()).isEqualTo("alice");
        assertThat(content.time()).isEqualTo(NOW);
        assertThat(content.cause().actor()).isEqualTo("alice");
        assertThat(content.cause().correlation()).isEqualTo("correlation");
        assertThat(content.cause().causation()).hasSize(36);
        assertThat(content.events()).singleElement().satisfies(event -> {
            assertThat(event.type()).isEqualTo("TaskCreated");
            assertThat(event.streamVersion()).isEqualTo(1);
            assertThat(event.stream().task()).isEqualTo(task);
        });
    }

    @Test
    void the_reply_shows_the_task_as_it_is_afterwards() {
        stored(node, create("Buy milk"));
        var reply = stored(node, new CompleteTask("alice", task, Precondition.version(1)));

        var view = last(reply);
        assertThat(view.status()).isEqualTo(Status.COMPLETED);
        assertThat(view.version()).isEqualTo(2);
        assertThat(view.completedAt()).isEqualTo(NOW);
    }

    @Test
    void the_state_that_was_decided_is_the_state_that_is_kept() {
        stored(node, create("Buy milk"));
        var outcome = stored(node, new CompleteTask("alice", task, Precondition.version(1)));

        assertThat(ledger.state("alice", StreamId.task(task)).state())
                .isSameAs(outcome.results().getLast().state());
        assertThat(folds).as("own events that were parsed").hasValue(0);
    }

    @Test
    void the_state_that_is_kept_has_the_time_that_is_stored() {
        stored(node, create("Buy milk"));
        var late = request(new CompleteTask("alice", task, Precondition.none()));
        var outcome = (Outcome.Stored) node.dispatch(late, null, NOW.minusSeconds(5));

        assertThat(last(outcome).completedAt()).isEqualTo(NOW);
        assertThat(ledger.state("alice", StreamId.task(task)).state())
                .isSameAs(outcome.results().getLast().state());
    }

    @Test
    void axon_sources_the_state_in_memory_or_else_the_events() {
        stored(node, create("Buy milk"));
        stored(node, edit("alice", "Buy oat milk"));

        assertThat(sourced(ledger)).singleElement().isInstanceOf(Task.class);
        node();
        assertThat(sourced(ledger)).hasSize(2).allMatch(StreamEvent.class::isInstance);
        assertThat(sourced(ledger)).as("known once its events were read").hasSize(1);
    }

    private List<Object> sourced(MongoLedger<EntityState> of) {
        var condition = SourcingCondition.conditionFor(StateFormat.criteria(StreamRef.task("alice", task)));
        var found = new LedgerEventStorageEngine<>(of, new StateFormat()).source(condition, null);
        return found.reduce(new ArrayList<Object>(), (payloads, entry) -> {
                    if (!(entry.message() instanceof TerminalEventMessage)) {
                        payloads.add(entry.message().payload());
                    }
                    return payloads;
                })
                .join();
    }

    @Test
    void a_task_folded_from_its_events_is_the_task_in_memory() {
        stored(node, create("Buy milk"));
        for (var command : List.<TaskCommand>of(
                edit("alice", "Buy oat milk"),
                new StartTask("alice", task, Precondition.none()),
                new CompleteTask("alice", task, Precondition.none()),
                new MoveTask("alice", task, Precondition.none(), Status.OPEN))) {
            stored(node, command);
        }

        var warm = (Outcome.Unchanged) send(node, edit("alice", "Buy oat milk"));
        var cold = (Outcome.Unchanged) send(node(), edit("alice", "Buy oat milk"));

        assertThat(last(cold)).isEqualTo(last(warm)).isNotSameAs(last(warm));
        assertThat(cold.position()).isEqualTo(warm.position());
    }

    @Test
    void a_task_with_our_id_is_created_in_one_round_trip_even_in_a_lane_full_of_unknown_tasks() {
        var restarted = restarted();

        stored(restarted, CreateTask.withNewId("alice", details("Buy milk")));

        assertThat(ROUND_TRIPS).containsExactly("update");
    }

    @Test
    void a_batch_of_tasks_with_our_ids_is_created_in_one_round_trip() {
        var restarted = restarted();

        stored(
                restarted,
                new TaskBatch(List.of(
                        CreateTask.withNewId("alice", details("Buy milk")),
                        CreateTask.withNewId("alice", details("Buy bread")))));

        assertThat(ROUND_TRIPS).containsExactly("update");
    }

    @Test
    void a_task_with_the_clients_id_is_created_in_two_round_trips_because_the_id_may_have_a_history() {
        var restarted = restarted();

        stored(restarted, new CreateTask("alice", UUID.randomUUID(), details("Buy milk")));

        assertThat(ROUND_TRIPS).containsExactly("find", "update");
    }

    @Test
    void a_known_task_is_edited_in_one_round_trip_and_an_unknown_one_in_two() {
        var restarted = restarted();

        stored(restarted, new StartTask("alice", task, Precondition.none()));
        assertThat(ROUND_TRIPS).containsExactly("find", "update");
        ROUND_TRIPS.clear();

        stored(restarted, new CompleteTask("alice", task, Precondition.none()));
        assertThat(ROUND_TRIPS).containsExactly("update");
    }

    @Test
    void an_id_that_the_client_sends_again_is_refused_although_its_task_is_unknown_here() {
        var restarted = restarted();

        assertThat(rejected(restarted, create("Buy milk")).why().code()).isEqualTo(RejectionCode.TASK_ALREADY_EXISTS);
    }

    @Test
    void a_new_id_that_another_node_used_in_the_meantime_is_noticed() {
        var restarted = restarted();
        var own = CreateTask.withNewId("alice", details("Buy milk"));
        stored(node(), new CreateTask("alice", own.task(), details("Buy bread")));

        assertThat(rejected(restarted, own).why().code()).isEqualTo(RejectionCode.TASK_ALREADY_EXISTS);
    }

    /** A node that knows where its lanes end and none of their tasks, after the task was created. */
    private CommandDispatcher restarted() {
        stored(node, create("Buy milk"));
        var restarted = node();
        ledger.catchUp(LANES.of("alice"));
        ROUND_TRIPS.clear();
        return restarted;
    }

    @Test
    void another_node_decides_on_what_the_first_one_stored() {
        stored(node, create("Buy milk"));

        var reply = stored(node(), new StartTask("alice", task, Precondition.none()));

        assertThat(last(reply).version()).isEqualTo(2);
    }

    @Test
    void a_refusal_is_never_based_on_what_another_node_has_changed() {
        var other = node();
        assertThat(rejected(other, new StartTask("alice", task, Precondition.none()))
                        .why()
                        .code())
                .isEqualTo(RejectionCode.TASK_NOT_FOUND);
        stored(node, create("Buy milk"));

        stored(other, new StartTask("alice", task, Precondition.none()));
    }

    @Test
    void a_batch_is_one_commit_and_may_name_a_task_twice() {
        var reply = stored(
                node,
                new TaskBatch(List.of(
                        create("Buy milk"),
                        new EditTask(
                                "alice",
                                task,
                                Precondition.version(1),
                                new DetailsEdit("Buy oat milk", null, null, null, null)),
                        new MoveTask("alice", task, Precondition.version(2), Status.COMPLETED))));

        assertThat(reply.commit().content().events())
                .extracting(event -> event.type() + " " + event.streamVersion())
                .containsExactly("TaskCreated 1", "TaskDetailsEdited 2", "TaskCompleted 3");
        assertThat(reply.results())
                .extracting(entity -> entity.state().version())
                .containsExactly(1L, 2L, 3L);
        assertThat(commits()).hasSize(1);
    }

    @Test
    void a_batch_with_a_refused_command_stores_nothing() {
        var reply = rejected(
                node,
                new TaskBatch(
                        List.of(create("Buy milk"), new StartTask("alice", UUID.randomUUID(), Precondition.none()))));

        assertThat(reply.why().code()).isEqualTo(RejectionCode.TASK_NOT_FOUND);
        assertThat(reply.index()).isEqualTo(1);
        assertThat(commits()).isEmpty();
    }

    @Test
    void two_owners_may_choose_the_same_task_id() {
        stored(node, create("Buy milk"));
        var reply = stored(node, new CreateTask("bob", task, details("Sell milk")));

        assertThat(last(reply).details().title()).isEqualTo("Sell milk");
    }

    @Test
    void edits_that_race_on_several_nodes_are_all_kept() throws Exception {
        stored(node, create("Buy milk"));
        var nodes = List.of(node, node(), node());
        var sent = new ArrayList<Future<Outcome>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 12; i++) {
                var node = nodes.get(i % nodes.size());
                var edit = new DetailsEdit("Title " + i, null, null, null, null);
                sent.add(threads.submit(() -> send(node, new EditTask("alice", task, Precondition.none(), edit))));
            }
        }

        for (var reply : sent) {
            assertThat(reply.get()).isInstanceOf(Outcome.Stored.class);
        }
        assertThat(commits()).hasSize(13);
    }

    @Test
    void an_answer_shows_the_time_that_is_stored_where_the_lane_is_ahead_of_the_clock() {
        stored(node, create("Buy milk"));
        var late = request(new CompleteTask("alice", task, Precondition.version(1)));

        var reply = (Outcome.Stored) node().dispatch(late, null, NOW.minusSeconds(5));

        var view = last(reply);
        assertThat(view.createdAt()).isEqualTo(NOW);
        assertThat(view.completedAt()).isEqualTo(NOW);
        assertThat(view.updatedAt()).isEqualTo(reply.commit().content().time());
    }

    @Test
    @SuppressWarnings("unchecked") // a proxy has no type arguments
    void conflicts_are_retried_only_until_the_deadline_of_the_command() {
        stored(node, create("so that the lane is open"));
        var appends = new AtomicInteger();
        var conflicting = (Ledger<EntityState>) Proxy.newProxyInstance(
                Ledger.class.getClassLoader(), new Class<?>[] {Ledger.class}, (proxy, method, arguments) -> {
                    if (!method.getName().equals("append")) {
                        return method.invoke(ledger, arguments);
                    }
                    appends.incrementAndGet();
                    return CompletableFuture.completedFuture(new Appended.Conflicted(StreamId.task(task), 1));
                });
        var late = dispatcher(conflicting);

        var outcome = Deadline.within(
                Duration.ZERO, () -> send(late, new CreateTask("alice", UUID.randomUUID(), details("too late"), true)));

        assertThat(outcome).isEqualTo(new Outcome.Conflict());
        assertThat(appends).hasValue(1);
    }

    /** Alice's second attempt hangs in MongoDB; Bob's, which starts later, must not wait for it. */
    @Test
    void a_slow_owner_does_not_delay_the_retries_of_others() throws Exception {
        var bobs = IntStream.range(0, 100)
                .mapToObj(i -> "bob-" + i)
                .filter(bob -> LANES.of(bob) != LANES.of("alice"))
                .findFirst()
                .orElseThrow();
        var slow = new SlowReads(collection);
        var near = node(slow.collection(), SMALL);
        var far = node();
        for (var owner : List.of("alice", bobs)) {
            stored(near, new CreateTask(owner, task, details("made")));
            stored(far, edit(owner, "changed at the other node"));
            stored(far, new CreateTask(owner, UUID.randomUUID(), details("pushes it out of memory")));
        }
        slow.hold("alice");

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var hers = threads.submit(() -> send(near, edit("alice", "mine")));
            slow.awaitHeld();
            var his = threads.submit(() -> send(near, edit(bobs, "mine")));

            assertThat(his).succeedsWithin(Duration.ofMinutes(1));
            assertThat(hers).isNotDone();
            slow.release();
            assertThat(hers).succeedsWithin(Duration.ofMinutes(1));
        } finally {
            slow.release();
        }
    }

    private EntityState counted(@Nullable EntityState state, Commit commit, RecordedEvent event) {
        folds.incrementAndGet();
        return EntityFold.fold(state, commit, event);
    }

    private static CommandRequest request(Command command) {
        return new CommandRequest(command, command.owner(), null, RequestTrace.untraced("correlation"), false);
    }

    private static Outcome send(CommandDispatcher node, Command command) {
        return node.dispatch(request(command), null, NOW);
    }

    private static Outcome.Stored stored(CommandDispatcher node, Command command) {
        return assertThat(send(node, command))
                .asInstanceOf(InstanceOfAssertFactories.type(Outcome.Stored.class))
                .actual();
    }

    private static Outcome.Rejected rejected(CommandDispatcher node, Command command) {
        return assertThat(send(node, command))
                .asInstanceOf(InstanceOfAssertFactories.type(Outcome.Rejected.class))
                .actual();
    }

    private static Task last(Outcome.Accepted outcome) {
        return Task.of(outcome.results().getLast().state());
    }

    private EditTask edit(String owner, String title) {
        return new EditTask(owner, task, Precondition.none(), new DetailsEdit(title, null, null, null, null));
    }

    private List<Commit> commits() {
        return new CommitStore(collection).log().read(LANES.of("alice"), 0, 100);
    }

    private TaskCommand create(String title) {
        return new CreateTask("alice", task, details(title));
    }

    private static TaskDetails details(String title) {
        return new TaskDetails(title, "", Priority.NONE, null, List.of());
    }
}
