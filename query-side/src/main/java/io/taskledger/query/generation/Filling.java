package io.taskledger.query.generation;

import io.taskledger.query.projection.Consumption;
import io.taskledger.query.projection.Consumptions;
import io.taskledger.query.projection.ProjectionMetrics;
import io.taskledger.query.projection.Serving;
import io.taskledger.query.store.Generation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The consumptions of this node. One fills all generations that are served, so that a commit is fetched, checked and
 * applied once; each generation that still lacks commits has its own, so that it holds back no other. When one has
 * caught up, a consumption of all takes over before the old ones end. Thread-safe.
 */
final class Filling {

    private static final Logger LOG = LoggerFactory.getLogger(Filling.class);

    private final List<OwnGeneration> own;
    private final Generations generations;
    private final Consumptions consumptions;
    private final Serving serving;
    private final ProjectionMetrics metrics;
    private volatile List<Consumption> running; // health and reads ask for it while MongoDB does not respond
    private @Nullable Consumption next;
    private boolean started;

    Filling(
            List<OwnGeneration> own,
            Generations generations,
            Consumptions consumptions,
            Serving serving,
            ProjectionMetrics metrics) {
        this.own = List.copyOf(own);
        this.generations = generations;
        this.consumptions = consumptions;
        this.serving = serving;
        this.metrics = metrics;
        this.running = first();
        serve();
    }

    private List<Consumption> first() {
        List<Consumption> first = new ArrayList<>();
        var caughtUp = caughtUp();
        if (!caughtUp.isEmpty()) {
            first.add(consumptions.of(caughtUp));
        }
        building().forEach(each -> first.add(consumptions.of(List.of(each))));
        return List.copyOf(first);
    }

    /** All of them, those first that fill what is served. */
    List<Consumption> running() {
        return running;
    }

    /** Those that fill what is served; if nothing is served yet, all. */
    List<Consumption> serving() {
        var all = running;
        var caughtUp = caughtUp();
        var serving = all.stream()
                .filter(each -> caughtUp.containsAll(each.generations()))
                .toList();
        return serving.isEmpty() ? all : serving;
    }

    /** The generations that still lack commits. */
    List<Generation> building() {
        return own.stream()
                .filter(each -> !each.isCaughtUp())
                .map(OwnGeneration::generation)
                .toList();
    }

    synchronized void start() {
        started = true;
        running.forEach(Consumption::start);
    }

    synchronized void stop() {
        started = false;
        running.forEach(Consumption::stop);
        if (next != null) {
            next.stop();
            next = null;
        }
    }

    /**
     * Serves what has caught up, and lets one consumption fill everything that is served.
     *
     * @param ends the offsets after the last records, of lanes where they are known
     * @throws com.mongodb.MongoException if MongoDB does not respond; to be repeated
     */
    synchronized void look(Map<Integer, Long> ends) {
        if (running.stream().anyMatch(Filling::hasLost)) {
            own.forEach(each -> generations.insert(each.registered())); // it may have been dropped, too
        }
        for (var each : own) {
            each.look(ends, generations);
            metrics.building(each.group(), each.left());
        }
        serve();
        if (started) {
            merge();
        }
    }

    private static boolean hasLost(Consumption consumption) {
        return consumption.served().applied().all().stream()
                .anyMatch(lane -> lane.state().lost() != null);
    }

    private void serve() {
        var caughtUp = caughtUp();
        for (var consumption : running) {
            for (var generation : consumption.generations()) {
                if (caughtUp.contains(generation)) {
                    serving.serve(generation.group(), consumption.served());
                }
            }
        }
    }

    private void merge() {
        var caughtUp = caughtUp();
        var old = running.stream()
                .filter(each -> caughtUp.containsAll(each.generations()))
                .toList();
        if (old.size() < 2) {
            return;
        }
        if (next != null && !next.generations().equals(caughtUp)) {
            next.stop();
            next = null;
        }
        if (next == null) {
            LOG.info("One consumption is going to fill {}", caughtUp);
            next = consumptions.of(caughtUp);
            next.start();
        } else if (next.isAssigned()) {
            var rest = running.stream().filter(each -> !old.contains(each));
            running = Stream.concat(Stream.of(next), rest).toList();
            next = null;
            serve();
            old.forEach(Consumption::stop);
        }
    }

    private List<Generation> caughtUp() {
        return own.stream()
                .filter(OwnGeneration::isCaughtUp)
                .map(OwnGeneration::generation)
                .toList();
    }
}
