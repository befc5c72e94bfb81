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
 * The maximum number of connections of a node, so that slow connections cannot fill its heap. It gives no fairness
 * between clients; that is the job of the proxy in front.
 */
@Configuration(proxyBeanMethods = false)
public class Connections {

    /** The maximum heap of a connection in bytes, without its body; {@code SlowConnectionsTest} measures it. */
    static final int BYTES_PER_CONNECTION = 192 * 1024;

    /** Tomcat's own default. */
    private static final int MAX_CONNECTIONS = 8_192;

    private static final int MIN_CONNECTIONS = 64;
    private static final String SETTING = "server.tomcat.max-connections";

    /**
     * The buffer of an idle connection in bytes, for each direction. Most responses fit; longer ones take another
     * write.
     */
    private static final String BUFFER = "2048";

    /** Milliseconds without a byte while a body is being received. */
    private static final String BODY_TIMEOUT = "10000";

    private static final Logger LOG = LoggerFactory.getLogger(Connections.class);

    /** The number of connections that fit into a quarter of the heap. */
    static int limit(long heap) {
        return Math.clamp(heap / 4 / BYTES_PER_CONNECTION, MIN_CONNECTIONS, MAX_CONNECTIONS);
    }

    /** Runs after Boot's own customizer and replaces its default. */
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
