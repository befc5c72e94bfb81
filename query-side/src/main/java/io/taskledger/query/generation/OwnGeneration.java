package io.taskledger.query.generation;

import io.taskledger.contract.commit.Lanes;
import io.taskledger.query.projection.Checkpoint;
import io.taskledger.query.projection.Checkpoints;
import io.taskledger.query.store.Generation;
import java.util.List;
import java.util.Map;

/**
 * The generation of a group that this node fills, and whether it contains enough to be read. One thread looks; any
 * thread may ask.
 */
final class OwnGeneration {

    private final Registered registered;
    private final Checkpoints checkpoints;
    private final CatchUp catchUp;
    private final List<Checkpoints> others;
    private volatile boolean caughtUp;
    private long left;

    /**
     * Those of all groups; each is caught up already if it needs nothing from the topic to be.
     *
     * @throws com.mongodb.MongoException if MongoDB does not respond; to be repeated
     */
    static List<OwnGeneration> all(Generations generations, Lanes lanes) {
        return generations.own().stream()
                .map(each -> of(each, generations, lanes))
                .toList();
    }

    private static OwnGeneration of(Registered registered, Generations generations, Lanes lanes) {
        var others = generations.of(registered.generation().group()).stream()
                .map(Registered::generation)
                .filter(other -> !other.equals(registered.generation()))
                .map(generations::checkpoints)
                .toList();
        var own = new OwnGeneration(
                registered,
                generations.checkpoints(registered.generation()),
                new CatchUp(lanes, registered.complete(), read(others)),
                others);
        own.look(Map.of(), generations);
        return own;
    }

    private static List<Map<Integer, Checkpoint>> read(List<Checkpoints> all) {
        return all.stream().map(Checkpoints::readAll).toList();
    }

    private OwnGeneration(Registered registered, Checkpoints checkpoints, CatchUp catchUp, List<Checkpoints> others) {
        this.registered = registered;
        this.checkpoints = checkpoints;
        this.catchUp = catchUp;
        this.others = others;
    }

    /** As it is to be registered now. */
    Registered registered() {
        return new Registered(generation(), registered.version(), registered.complete() || caughtUp);
    }

    Generation generation() {
        return registered.generation();
    }

    String group() {
        return generation().group();
    }

    /** Whether it contains enough. Once it does, it does for as long as this node runs. */
    boolean isCaughtUp() {
        return caughtUp;
    }

    /** The records that it still lacks, as far as they are known. */
    long left() {
        return caughtUp ? 0 : left;
    }

    /**
     * Looks whether it contains enough now, and registers that.
     *
     * @param ends the offsets after the last records, of lanes where they are known
     * @throws com.mongodb.MongoException if MongoDB does not respond
     */
    void look(Map<Integer, Long> ends, Generations generations) {
        if (!caughtUp) {
            var stored = checkpoints.readAll();
            if (catchUp.isReached(stored)) {
                generations.complete(generation());
                caughtUp = true;
            }
            catchUp.sawEnds(ends);
            catchUp.sawOthers(read(others));
            left = catchUp.left(stored);
        }
    }
}
