package io.taskledger.load;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Everything that a run measured. Not thread-safe. */
final class Results {

    private static final String NO_OP = "no-op";

    private final List<Measurement> measurements = new ArrayList<>();
    private @Nullable Freshness freshness;
    private StartTime.@Nullable Figures start;

    /**
     * How soon a stored command is visible, in milliseconds.
     *
     * @param perSecond the rate of the creates
     * @param kafkaP50 of the bare round trip through Kafka at the same rate
     */
    record Freshness(double perSecond, double p50, double p99, double kafkaP50, double kafkaP99) {}

    void add(Measurement measurement) {
        measurements.add(measurement);
    }

    void add(Freshness measured) {
        freshness = measured;
    }

    void add(StartTime.Figures measured) {
        start = measured;
    }

    List<Measurement> measurements() {
        return List.copyOf(measurements);
    }

    @Nullable
    Freshness freshness() {
        return freshness;
    }

    StartTime.@Nullable Figures start() {
        return start;
    }

    /** CPU a request of all processes, over that of the no-op at the same shape. */
    OptionalDouble overNoOp(Measurement of) {
        return measurements.stream()
                .filter(other ->
                        other.shape() == of.shape() && other.operation().equals(NO_OP))
                .mapToDouble(other -> of.totalMicros() / other.totalMicros())
                .findFirst();
    }

    /** CPU a request of all processes, over that of the plain service and its servers. */
    OptionalDouble overCrud(Measurement of) {
        return measurements.stream()
                .filter(other -> isCrud(of, other))
                .mapToDouble(other -> of.totalMicros() / other.totalMicros())
                .findFirst();
    }

    /**
     * CPU a request of the process that answers it, over that of the plain service; only if both have servers apart.
     */
    OptionalDouble servingOverCrud(Measurement of) {
        return measurements.stream()
                .filter(other -> of.shape() == Shape.SERVICES && isCrud(of, other))
                .mapToDouble(other -> of.servingMicros() / other.servingMicros())
                .findFirst();
    }

    private static boolean isCrud(Measurement of, Measurement other) {
        return of.shape() != Shape.CRUD
                && other.shape() == Shape.CRUD
                && other.operation().equals(of.operation());
    }
}
