package io.taskledger.query.generation;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import io.taskledger.query.fold.Projections;
import io.taskledger.query.projection.Checkpoints;
import io.taskledger.query.store.Generation;
import io.taskledger.query.store.ReadModels;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The registered generations, which all nodes share. A generation belongs to one version of its group for ever, so
 * nodes of different versions fill and serve different ones side by side. Thread-safe; every method throws
 * {@link MongoException} if MongoDB does not respond, and can then be repeated.
 */
public final class Generations {

    private static final Logger LOG = LoggerFactory.getLogger(Generations.class);

    private final ReadModels readModels;
    private final Projections projections;
    private final Adoption adoption;

    public Generations(ReadModels readModels, Projections projections) {
        this.readModels = readModels;
        this.projections = projections;
        this.adoption = new Adoption(readModels);
    }

    /** For each group, the generation that these projections fill; registered now if there is none of their version. */
    public List<Registered> own() {
        return projections.groups().stream().map(this::own).toList();
    }

    private Registered own(String group) {
        var members = projections.only(Set.of(group));
        while (true) {
            var known = of(group);
            var own = known.stream()
                    .filter(each -> each.version().equals(members.versions()))
                    .findFirst();
            if (own.isPresent()) {
                return own.get();
            }
            var first = known.isEmpty() ? adoption.first(members) : null;
            insert(first != null ? first : new Registered(next(group, known), members.versions(), false));
        }
    }

    /** The generations of a group, the newest first. */
    List<Registered> of(String group) {
        return readModels
                .generations()
                .find(Filters.eq("group", group))
                .sort(Sorts.descending("number"))
                .map(Registered::of)
                .into(new ArrayList<>());
    }

    /** How far a generation is applied. */
    Checkpoints checkpoints(Generation generation) {
        return new Checkpoints(readModels.with(List.of(generation)), projections.only(Set.of(generation.group())));
    }

    private Generation next(String group, List<Registered> known) {
        int registered = known.isEmpty() ? 0 : known.getFirst().generation().number();
        return new Generation(group, Math.max(registered, adoption.newest(group)) + 1);
    }

    /**
     * Registers a generation, unless its number is taken: by another node for its own version, or by this one before
     * its registration seemed to be lost.
     */
    void insert(Registered generation) {
        try {
            readModels.generations().insertOne(generation.document());
            LOG.info("Registered {} for the projections {}", generation.generation(), generation.version());
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
        }
    }

    /** Marks a generation as complete. Nodes of its version serve it from now on, however far behind they start. */
    public void complete(Generation generation) {
        var result = readModels
                .generations()
                .updateOne(
                        Filters.and(Filters.eq(Registered.id(generation)), Filters.eq("complete", false)),
                        Updates.set("complete", true));
        if (result.getModifiedCount() > 0) {
            LOG.info("{} is complete and serves now", generation);
        }
    }
}
