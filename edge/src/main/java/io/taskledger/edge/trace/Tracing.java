package io.taskledger.edge.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.MeterProvider;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Creates spans and sends them in the background. Spans that the receiver does not accept in time are lost. Only the
 * end of the process waits for the receiver, for two seconds. Thread-safe.
 */
public final class Tracing implements AutoCloseable {

    static final AttributeKey<Long> LANE = AttributeKey.longKey("taskledger.lane");
    static final AttributeKey<Long> POSITION = AttributeKey.longKey("taskledger.position");

    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int MAX_QUEUE = 4096;

    private final SdkTracerProvider provider;
    private final Tracer tracer;

    Tracing(SpanProcessor processor, double sampling, String service) {
        provider = SdkTracerProvider.builder()
                .setResource(Resource.getDefault()
                        .merge(Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), service))))
                .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(sampling)))
                .addSpanProcessor(processor)
                .build();
        tracer = provider.get("io.taskledger");
    }

    static Tracing to(TracingProperties properties, String service) {
        var exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint(properties.otlpEndpoint())
                .setConnectTimeout(TIMEOUT)
                .setTimeout(TIMEOUT)
                .setRetryPolicy(null)
                .setMeterProvider(MeterProvider.noop())
                .build();
        var processor = BatchSpanProcessor.builder(exporter)
                .setMaxQueueSize(MAX_QUEUE)
                .setScheduleDelay(PAUSE)
                .setExporterTimeout(TIMEOUT)
                .setMeterProvider(MeterProvider.noop())
                .build();
        return new Tracing(processor, properties.sampling(), service);
    }

    Tracer tracer() {
        return tracer;
    }

    @Override
    public void close() {
        provider.shutdown().join(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    }
}
