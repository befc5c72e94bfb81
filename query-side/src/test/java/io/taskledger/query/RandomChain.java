package io.taskledger.query;

import static io.taskledger.query.CommitChain.profile;
import static io.taskledger.query.CommitChain.task;

import io.taskledger.contract.commit.Lanes;
import io.taskledger.contract.event.Event;
import io.taskledger.contract.event.ProfileUpdated;
import io.taskledger.contract.event.TaskEvent;
import io.taskledger.contract.task.DetailsEdit;
import io.taskledger.contract.task.Priority;
import io.taskledger.contract.task.Status;
import io.taskledger.contract.task.TaskDetails;
import io.taskledger.contract.task.TaskView;
import io.taskledger.query.task.TaskFold;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Some owners at work: tasks created, edited, moved, deleted, restored, several at once, with shared ids. */
public final class RandomChain {

    private static final List<String> NAMES = List.of("alice", "bob", "carol/with a slash");

    private final Random random;
    private final List<String> owners;
    private final CommitChain chain;
    private final Map<List<Object>, TaskView> tasks = new HashMap<>();
    private final List<UUID> ids = new ArrayList<>();

    private RandomChain(long seed, Lanes lanes, int lane) {
        random = new Random(seed);
        owners = NAMES.stream().map(name -> owner(name, lanes, lane)).toList();
        chain = new CommitChain(lane);
        for (int i = 0; i < 4; i++) {
            ids.add(new UUID(7, i));
        }
    }

    /** The same commits for the same arguments. */
    public static CommitChain of(long seed, int commits) {
        return of(seed, commits, new Lanes(1), 0);
    }

    /** The same commits for the same arguments, of this lane. */
    public static CommitChain of(long seed, int commits, Lanes lanes, int lane) {
        var random = new RandomChain(seed, lanes, lane);
        for (int i = 0; i < commits; i++) {
            random.commit();
        }
        return random.chain;
    }

    private static String owner(String name, Lanes lanes, int lane) {
        return IntStream.iterate(0, i -> i + 1)
                .mapToObj(i -> i == 0 ? name : name + i)
                .filter(owner -> lanes.of(owner) == lane)
                .findFirst()
                .orElseThrow();
    }

    private void commit() {
        chain.after(Duration.ofHours(random.nextInt(20)));
        var owner = owners.get(random.nextInt(owners.size()));
        if (random.nextInt(10) == 0) {
            chain.commit(owner, profile(new ProfileUpdated("Name " + random.nextInt(5), "Europe/Berlin")));
            return;
        }
        var entries = new ArrayList<CommitChain.Entry>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            var id = ids.get(random.nextInt(ids.size()));
            entries.add(random.nextInt(25) == 0 ? CommitChain.unknown(id) : task(id, next(owner, id)));
        }
        chain.commit(owner, entries.toArray(CommitChain.Entry[]::new));
    }

    /** A possible next event, if all earlier ones were readable. */
    private Event next(String owner, UUID id) {
        var key = List.<Object>of(owner, id);
        var before = tasks.get(key);
        var event = event(before);
        long version = before == null ? 1 : before.version() + 1;
        tasks.put(key, TaskFold.fold(before, id, version, event, Instant.EPOCH));
        return event;
    }

    private TaskEvent event(@Nullable TaskView before) {
        if (before == null) {
            return new TaskEvent.TaskCreated(details());
        }
        if (before.deleted()) {
            return new TaskEvent.TaskRestored();
        }
        return switch (random.nextInt(4)) {
            case 0 -> new TaskEvent.TaskDeleted();
            case 1 -> new TaskEvent.TaskDetailsEdited(edit());
            case 2 -> before.status() == Status.OPEN ? new TaskEvent.TaskStarted() : new TaskEvent.TaskReopened();
            default ->
                before.status() == Status.COMPLETED ? new TaskEvent.TaskReopened() : new TaskEvent.TaskCompleted();
        };
    }

    /** Changes one field, or the title and the due time. */
    private DetailsEdit edit() {
        return switch (random.nextInt(5)) {
            case 0 -> new DetailsEdit(null, "Words " + random.nextInt(), null, null, null);
            case 1 -> new DetailsEdit(null, null, priority(), null, null);
            case 2 -> new DetailsEdit(null, null, null, null, tags());
            default -> new DetailsEdit("Title " + random.nextInt(), null, null, new DetailsEdit.Due(due()), null);
        };
    }

    private TaskDetails details() {
        return new TaskDetails("Title " + random.nextInt(), "Words of it", priority(), due(), tags());
    }

    private Priority priority() {
        return Priority.values()[random.nextInt(Priority.values().length)];
    }

    private List<String> tags() {
        return List.of("home", "x", "y" + random.nextInt(3)).subList(random.nextInt(3), 3);
    }

    private @Nullable Instant due() {
        return random.nextBoolean() ? null : Instant.ofEpochMilli(random.nextLong(1_700_000_000_000L));
    }
}
