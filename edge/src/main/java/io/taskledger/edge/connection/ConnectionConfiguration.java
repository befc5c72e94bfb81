package io.taskledger.edge.connection;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How Tomcat keeps its connections. */
@Configuration(proxyBeanMethods = false)
public class ConnectionConfiguration {

    /** Bytes that an idle connection holds each way; most answers fit, and longer ones take another write. */
    private static final String BUFFER = "2048";

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> edgeConnections() {
        return tomcat -> {
            tomcat.setProtocol(FairProtocol.class.getName());
            tomcat.addConnectorCustomizers(connector -> {
                connector.setProperty("socket.appReadBufSize", BUFFER);
                connector.setProperty("socket.appWriteBufSize", BUFFER);
            });
        };
    }
}
