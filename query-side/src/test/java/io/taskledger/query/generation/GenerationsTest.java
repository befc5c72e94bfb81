package io.taskledger.query.generation;

import static io.taskledger.query.fold.Edits.EDITS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.taskledger.contract.commit.Lanes;
import io.taskledger.embedded.EmbeddedMongo;
import io.taskledger.query.AllProjections;
import io.taskledger.query.RandomChain;
import io.taskledger.query.fold.Edits;
import io.taskledger.query.fold.Projection;
import io.taskledger.query.fold.Projections;
import io.taskledger.query.projection.Checkpoint;
import io.taskledger.query.projection.Checkpoints;
import io.taskledger.query.projection.LaneFixture;
import io.taskledger.query.store.Generation;
import io.taskledger.query.store.ReadModels;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Which generation belongs to a node, whatever the database contains and whoever else starts. */
class GenerationsTest {

    private static final Projections OLD = AllProjections.get();
    private static final Projections MORE = with(EDITS);

    private static EmbeddedMongo mongo;
    private static MongoClient client;

    private final MongoDatabase database = client.getDatabase("db" + UUID.randomUUID());
    private final ReadModels readModels = new ReadModels(database);

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

    static Projections with(Projection... added) {
        var all = new ArrayList<>(AllProjections.get().foldOrder());
        all.addAll(List.of(added));
        return new Projections(all);
    }

    @Test
    void an_empty_database_gets_generation_0_of_each_group_which_is_served_at_once() {
        assertThat(own(OLD))
                .extracting(Registered::generation, Registered::complete)
                .containsExactly(tuple(new Generation("tasks", 0), true), tuple(new Generation("profiles", 0), true));
        assertThat(own(OLD)).isEqualTo(own(OLD));
    }

    @Test
    void a_new_member_or_version_makes_a_new_generation_of_its_group_only_and_the_old_version_finds_the_old_one() {
        own(OLD);
        apply(OLD);

        assertThat(numbers(own(MORE))).isEqualTo(Map.of("tasks", 1, "profiles", 0));
        assertThat(numbers(own(with(new Edits(2))))).isEqualTo(Map.of("tasks", 2, "profiles", 0));
        assertThat(own(MORE).getFirst().complete()).isFalse();
        assertThat(numbers(own(OLD))).isEqualTo(Map.of("tasks", 0, "profiles", 0));
        assertThat(numbers(own(MORE))).isEqualTo(Map.of("tasks", 1, "profiles", 0));
    }

    @Test
    void nodes_that_start_at_once_agree_on_one_generation_for_each_version() throws Exception {
        own(OLD);
        apply(OLD);
        var versions = IntStream.range(1, 5)
                .mapToObj(Edits::new)
                .map(GenerationsTest::with)
                .toList();
        var together = new CountDownLatch(1);
        var numbers = new ArrayList<Future<Integer>>();
        try (var nodes = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int node = 0; node < 40; node++) {
                var version = versions.get(node % versions.size());
                numbers.add(nodes.submit(() -> {
                    together.await();
                    return numbers(own(version)).get("tasks");
                }));
            }
            together.countDown();
        }
        var byVersion = new ArrayList<Integer>();
        for (int node = 0; node < numbers.size(); node++) {
            int number = numbers.get(node).get();
            if (node < versions.size()) {
                byVersion.add(number);
            }
            assertThat(number).isEqualTo(byVersion.get(node % versions.size()));
        }
        assertThat(new HashSet<>(byVersion)).containsExactlyInAnyOrder(1, 2, 3, 4);
    }

    @Test
    void what_a_taskledger_without_generations_has_derived_is_generation_0_with_its_checkpoints() {
        var checkpoint = legacy(OLD.versions());

        assertThat(numbers(own(OLD))).isEqualTo(Map.of("tasks", 0, "profiles", 0));
        assertThat(own(OLD)).allMatch(Registered::complete);
        assertThat(new Checkpoints(readModels, OLD).read(3)).isEqualTo(checkpoint);
        assertThat(new Checkpoints(readModels, OLD).readAll()).containsOnlyKeys(3);
    }

    @Test
    void a_node_that_dies_before_it_has_registered_what_it_adopted_costs_no_rebuild() {
        legacy(OLD.versions());
        new Adoption(readModels).first(OLD.only(Set.of("tasks")));

        assertThat(numbers(own(OLD))).isEqualTo(Map.of("tasks", 0, "profiles", 0));
    }

    @Test
    void what_another_version_without_generations_has_derived_is_never_continued() {
        legacy(OLD.versions());
        assertThat(numbers(own(MORE))).isEqualTo(Map.of("tasks", 1, "profiles", 0));
        assertThat(own(MORE).getFirst().complete()).isFalse();
        assertThat(numbers(own(OLD))).isEqualTo(Map.of("tasks", 0, "profiles", 0));
    }

    @Test
    void what_does_not_say_which_version_has_derived_it_is_never_continued() {
        legacy(null);
        assertThat(numbers(own(OLD))).isEqualTo(Map.of("tasks", 1, "profiles", 1));
        assertThat(own(OLD)).noneMatch(Registered::complete);
    }

    @Test
    void a_number_whose_registration_was_lost_is_not_given_to_another_version() {
        own(OLD);
        apply(OLD);
        readModels.generations().drop();

        assertThat(numbers(own(MORE))).isEqualTo(Map.of("tasks", 1, "profiles", 1));
    }

    @Test
    void a_generation_is_complete_once() {
        own(OLD);
        apply(OLD);
        own(MORE);
        var generations = new Generations(readModels, MORE);
        generations.complete(new Generation("tasks", 1));
        generations.complete(new Generation("tasks", 1));

        assertThat(own(MORE)).allMatch(Registered::complete);
    }

    @Test
    void a_complete_generation_that_is_behind_waits_also_for_what_the_others_apply_meanwhile() {
        own(OLD);
        apply(OLD);
        own(MORE);
        var generations = new Generations(readModels, MORE);
        var generation = new Generation("tasks", 1);
        generations.complete(generation);
        var behind = OwnGeneration.all(generations, new Lanes(1)).getFirst();
        var members = MORE.only(Set.of("tasks"));

        apply(readModels, OLD, 6);
        behind.look(Map.of(), generations);
        apply(readModels.with(List.of(generation)), members, 3);
        behind.look(Map.of(), generations);
        assertThat(behind.isCaughtUp()).isFalse();

        apply(readModels.with(List.of(generation)), members, 6);
        behind.look(Map.of(), generations);
        assertThat(behind.isCaughtUp()).isTrue();
    }

    private List<Registered> own(Projections projections) {
        return new Generations(readModels, projections).own();
    }

    private static Map<String, Integer> numbers(List<Registered> own) {
        var numbers = new TreeMap<String, Integer>();
        own.forEach(
                each -> numbers.put(each.generation().group(), each.generation().number()));
        return numbers;
    }

    private void apply(Projections projections) {
        apply(readModels, projections, 3);
    }

    private static void apply(ReadModels readModels, Projections projections, int commits) {
        new LaneFixture(readModels, projections)
                .consume(LaneFixture.records(RandomChain.of(4, commits).commits()), () -> 3);
    }

    /** The checkpoint of lane 3 as it was stored before there were generations. */
    private Checkpoint legacy(@Nullable String projections) {
        var commit = RandomChain.of(4, 1).commits().getFirst();
        var document = new Document("_id", 3)
                .append("position", 7L)
                .append("hash", commit.hash().toString())
                .append("offset", 9L)
                .append("genesis", commit.hash().toString())
                .append("parked", 2L);
        if (projections != null) {
            document.append("projections", projections);
        }
        readModels.checkpoints().insertOne(document);
        return new Checkpoint(7, commit.hash(), 9, commit.hash(), 2);
    }
}
