package io.taskledger.edge.web;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/**
 * How many connections a node holds: so many that slow ones cannot fill its heap. Nothing here is fair between clients;
 * that is the task of the proxy in front.
 */
@Configuration(proxyBeanMethods = false)
public class Connections {

    /** Bytes of heap that a connection takes at worst, without its body; {@code SlowConnectionsTest} measures it. */
    static final int BYTES_PER_CONNECTION = 128 * 1024;

    /** Tomcat's own default. */
    private static final int MAX_CONNECTIONS = 8_192;

    private static final int MIN_CONNECTIONS = 64;
    private static final String SETTING = "server.tomcat.max-connections";

    /** Bytes that an idle connection holds each way; most answers fit, and longer ones take another write. */
    private static final String BUFFER = "2048";

    /** Milliseconds without a byte of a body that has begun. */
    private static final String BODY_TIMEOUT = "10000";

    private static final Logger LOG = LoggerFactory.getLogger(Connections.class);

    /** A quarter of the heap, in connections. */
    static int limit(long heap) {
        return Math.clamp(heap / 4 / BYTES_PER_CONNECTION, MIN_CONNECTIONS, MAX_CONNECTIONS);
    }

    /** After Boot's own customizer, whose default this replaces. */
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> edgeConnections(Environment environment) {
        return tomcat -> tomcat.addConnectorCustomizers(connector -> {
            connector.setProperty("socket.appReadBufSize", BUFFER);
            connector.setProperty("socket.appWriteBufSize", BUFFER);
            connector.setProperty("disableUploadTimeout", "false");
            connector.setProperty("connectionUploadTimeout", BODY_TIMEOUT);
            if (!environment.containsProperty(SETTING)) {
                long heap = Runtime.getRuntime().maxMemory();
                connector.setProperty("maxConnections", Integer.toString(limit(heap)));
                LOG.info(
                        "Accepts at most {} connections: a quarter of {} MiB of heap, at {} KiB each ({})",
                        limit(heap),
                        heap / (1024 * 1024),
                        BYTES_PER_CONNECTION / 1024,
                        SETTING);
            }
        });
    }
}
