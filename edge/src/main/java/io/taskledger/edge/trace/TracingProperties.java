package io.taskledger.edge.trace;

import io.taskledger.edge.SettingException;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where spans are sent.
 *
 * @param otlpEndpoint URL of an OTLP/HTTP receiver, path included; null if nothing is traced
 * @param sampling the share of the traces started here that is recorded, 0 to 1; for other traces the caller has
 *     decided
 */
@ConfigurationProperties("taskledger.tracing")
public record TracingProperties(
        @Nullable String otlpEndpoint, @DefaultValue("1") double sampling) {

    public TracingProperties {
        otlpEndpoint = otlpEndpoint == null || otlpEndpoint.isBlank() ? null : otlpEndpoint.strip();
        if (otlpEndpoint != null && !isReceiver(otlpEndpoint)) {
            throw new SettingException(
                    "taskledger.tracing.otlp-endpoint",
                    "must be the full http or https URL of an OTLP receiver, such as http://localhost:4318/v1/traces");
        }
        if (!(sampling >= 0 && sampling <= 1)) {
            throw new SettingException(
                    "taskledger.tracing.sampling",
                    "must be 0 to 1, such as 0.1 for one trace in ten, but is " + sampling);
        }
    }

    private static boolean isReceiver(String endpoint) {
        try {
            var uri = URI.create(endpoint);
            return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getPath().length() > 1;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
