package io.taskledger.query.fold;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The projections of a system, or of some of its groups, in an order that follows from their sources. Immutable. */
public final class Projections {

    /** Other collections that are in the same database. */
    private static final Set<String> OF_THE_SYSTEM =
            Set.of("commits", "checkpoints", "generations", "parked", "rate-limits");

    private static final Pattern LIKE_A_GENERATION = Pattern.compile(".*_g[0-9]+");

    private final List<Projection> foldOrder;
    private final Map<StreamKind, String> groups;
    private final @Nullable String strangers;
    private final Set<StreamKind> elsewhere;

    private Projections(List<Projection> foldOrder, @Nullable String strangers, Set<StreamKind> elsewhere) {
        this.foldOrder = List.copyOf(foldOrder);
        this.groups = new HashMap<>();
        this.strangers = strangers;
        this.elsewhere = Set.copyOf(elsewhere);
        for (var projection : foldOrder) {
            if (projection instanceof StreamProjection<?, ?> streams) {
                groups.put(streams.kind(), projection.group());
            }
        }
    }

    /**
     * All projections of a system.
     *
     * @param registered in any order, at least one
     * @throws IllegalArgumentException if they do not fit together; the message is a sentence
     */
    public Projections(List<Projection> registered) {
        this(ordered(registered), registered.getFirst().group(), Set.of());
    }

    private static List<Projection> ordered(List<Projection> registered) {
        requireOwnCollections(registered);
        requireOwnStreams(registered);
        return FoldOrder.of(registered);
    }

    /** The projections of these groups. */
    public Projections only(Set<String> wanted) {
        var others = new HashSet<>(elsewhere);
        groups.forEach((kind, group) -> {
            if (!wanted.contains(group)) {
                others.add(kind);
            }
        });
        return new Projections(
                foldOrder.stream()
                        .filter(projection -> wanted.contains(projection.group()))
                        .toList(),
                strangers != null && wanted.contains(strangers) ? strangers : null,
                others);
    }

    /** Sources before what is derived from them. */
    public List<Projection> foldOrder() {
        return foldOrder;
    }

    /** The names of the groups, in the order of their registration. */
    public List<String> groups() {
        return foldOrder.stream().map(Projection::group).distinct().toList();
    }

    /**
     * The group to which the events of these streams belong, and which parks them if they cannot be applied. If no
     * projection of the system knows the kind, it is the first group. Null if the group is not one of these.
     */
    public @Nullable String groupOf(StreamKind kind) {
        var group = groups.get(kind);
        return group != null || elsewhere.contains(kind) ? group : strangers;
    }

    private static void requireOwnCollections(List<Projection> projections) {
        var taken = new HashSet<String>();
        for (var each : projections) {
            if (OF_THE_SYSTEM.contains(each.collection())) {
                throw new IllegalArgumentException("The collection " + each.collection()
                        + " is not for a projection: give the projection another name");
            }
            if (LIKE_A_GENERATION.matcher(each.collection()).matches()) {
                throw new IllegalArgumentException("The collection " + each.collection()
                        + " has a name like a generation of another one: give the projection another name");
            }
            if (!taken.add(each.collection())) {
                throw new IllegalArgumentException(
                        "Two projections have the collection " + each.collection() + ": give one of them another name");
            }
        }
    }

    private static void requireOwnStreams(List<Projection> projections) {
        var taken = new HashMap<StreamKind, Projection>();
        for (var each : projections) {
            if (each instanceof StreamProjection<?, ?> streams) {
                var other = taken.putIfAbsent(streams.kind(), streams);
                if (other != null) {
                    throw new IllegalArgumentException("Both " + other.collection() + " and " + each.collection()
                            + " fold the events of the streams of kind "
                            + streams.kind().name() + ": derive one from the other");
                }
            }
        }
    }

    /** Names every projection and its version, in the order of their names. */
    public String versions() {
        return foldOrder.stream()
                .map(projection -> projection.collection() + " " + projection.version())
                .sorted()
                .collect(Collectors.joining(", "));
    }

    /** What is derived before its source. */
    public List<Projection> writeOrder() {
        return foldOrder.reversed();
    }
}
