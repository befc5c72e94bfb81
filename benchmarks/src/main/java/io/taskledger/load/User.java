package io.taskledger.load;

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A user with stored tasks.
 *
 * @param token valid for the whole run
 * @param tasks the ids of the tasks
 */
record User(String token, List<String> tasks) {

    /** The id of any of the tasks. */
    String anyTask() {
        return tasks.get(ThreadLocalRandom.current().nextInt(tasks.size()));
    }
}
