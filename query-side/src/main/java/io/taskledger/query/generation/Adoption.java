package io.taskledger.query.generation;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import com.mongodb.client.model.Filters;
import io.taskledger.query.fold.Projection;
import io.taskledger.query.fold.Projections;
import io.taskledger.query.projection.Checkpoints;
import io.taskledger.query.store.Generation;
import io.taskledger.query.store.ReadModels;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what is generation 0 of a group: nothing yet, or what a Taskledger without generations has derived. Such a
 * database has one document per lane, whose {@code _id} is the lane, and which names all projections and versions. Its
 * checkpoints are copied, and left as they are, so that nodes without generations can go on with them. Thread-safe.
 */
final class Adoption {

    private final ReadModels readModels;

    Adoption(ReadModels readModels) {
        this.readModels = readModels;
    }

    /** @return null if the group is new in a database that has others, or if its version is not known */
    @Nullable
    Registered first(Projections members) {
        var stored = readModels.checkpoints().find().into(new ArrayList<>());
        var generation = new Generation(members.groups().getFirst(), 0);
        if (stored.isEmpty()) {
            return new Registered(generation, members.versions(), true);
        }
        var old = stored.stream()
                .filter(document -> document.getString("genesis") != null)
                .toList();
        var version = version(old, members);
        if (version == null) {
            return null;
        }
        new Checkpoints(readModels.with(List.of(generation)), members).adopt(old);
        return new Registered(generation, version, true);
    }

    /** The versions of these projections that made it; null if none of them did, or if nobody knows. */
    private static @Nullable String version(List<Document> old, Projections members) {
        var sets = old.stream()
                .map(document -> document.getString("projections"))
                .distinct()
                .toList();
        if (sets.size() != 1 || sets.getFirst() == null) {
            return null;
        }
        var names = members.foldOrder().stream().map(Projection::collection).collect(toSet());
        var version = Stream.of(sets.getFirst().split(", "))
                .filter(each -> names.contains(each.substring(0, each.lastIndexOf(' '))))
                .collect(joining(", "));
        return version.isEmpty() ? null : version;
    }

    /** The greatest number of a generation that has a checkpoint, registered or not; 0 if there is none. */
    int newest(String group) {
        var prefix = new Generation(group, 0).toString().replaceFirst("0$", "");
        return readModels.checkpoints().find(Filters.exists("lane")).into(new ArrayList<>()).stream()
                .flatMap(document -> document.keySet().stream())
                .filter(field -> field.matches("\\Q" + prefix + "\\E[0-9]+"))
                .mapToInt(field -> Integer.parseInt(field.substring(prefix.length())))
                .max()
                .orElse(0);
    }
}
