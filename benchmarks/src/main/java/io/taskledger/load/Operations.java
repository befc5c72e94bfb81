package io.taskledger.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** All operations, for the users of a filled site. */
final class Operations {

    static final int BATCH = 20;

    private Operations() {}

    /**
     * The operations in the order in which they are measured: those that store come last, because they make the data
     * grow.
     *
     * @param writers users for everything but lists
     * @param bySize users by the number of their tasks
     */
    static List<Operation> all(List<User> writers, Map<Integer, List<User>> bySize) {
        List<Operation> all = new ArrayList<>();
        all.add(new Operation(
                "no-op",
                true,
                422,
                worker -> Request.post("/api/tasks", of(writers, worker).token(), "{}")));
        all.add(new Operation("get", false, 200, worker -> get(of(writers, worker))));
        bySize.forEach((size, users) -> all.add(new Operation(
                "list-" + size,
                false,
                200,
                worker -> Request.get("/api/tasks?limit=20", of(users, worker).token()))));
        var middle = middle(bySize, writers);
        all.add(new Operation(
                "search",
                false,
                200,
                worker -> Request.get(
                        "/api/tasks?limit=20&q=" + Bodies.word(),
                        of(middle, worker).token())));
        all.add(new Operation(
                "stats",
                false,
                200,
                worker -> Request.get("/api/tasks/stats", of(middle, worker).token())));
        all.add(new Operation("edit", true, 200, worker -> edit(of(writers, worker))));
        all.add(new Operation(
                "create",
                true,
                201,
                worker -> Request.post("/api/tasks", of(writers, worker).token(), Bodies.create())));
        all.add(new Operation(
                "batch-" + BATCH,
                true,
                200,
                worker -> Request.post("/api/tasks/batch", of(writers, worker).token(), Bodies.batch(BATCH))));
        return all;
    }

    /** Search and statistics of users with a middling number of tasks. */
    private static List<User> middle(Map<Integer, List<User>> bySize, List<User> otherwise) {
        return bySize.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .skip(bySize.size() / 2)
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(otherwise);
    }

    private static User of(List<User> users, int worker) {
        return users.get(worker % users.size());
    }

    private static Request get(User user) {
        return Request.get("/api/tasks/" + user.anyTask(), user.token());
    }

    private static Request edit(User user) {
        return Request.patch("/api/tasks/" + user.anyTask(), user.token(), Bodies.edit());
    }
}
