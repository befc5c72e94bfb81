package io.taskledger.edge.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.catalina.connector.Connector;
import org.junit.jupiter.api.Test;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.mock.env.MockEnvironment;

class ConnectionsTest {

    private static final long MIB = 1024 * 1024;

    @Test
    void the_limit_grows_with_the_heap_within_bounds() {
        assertThat(Connections.limit(400 * MIB)).isEqualTo(533);
        assertThat(Connections.limit(MIB)).isEqualTo(64);
        assertThat(Connections.limit(64 * 1024 * MIB)).isEqualTo(8_192);
    }

    @Test
    void the_limit_follows_from_the_heap_unless_an_operator_sets_it() {
        assertThat(customized(new MockEnvironment()))
                .isEqualTo(Connections.limit(Runtime.getRuntime().maxMemory()));
        assertThat(customized(new MockEnvironment().withProperty("server.tomcat.max-connections", "77")))
                .isEqualTo(5);
    }

    /** The remaining part of a limit of 5, as if Boot had set it. */
    private static int customized(MockEnvironment environment) {
        var factory = new TomcatServletWebServerFactory();
        new Connections().edgeConnections(environment).customize(factory);
        var connector = new Connector();
        connector.setProperty("maxConnections", "5");
        factory.getConnectorCustomizers().forEach(customizer -> customizer.customize(connector));
        return Integer.parseInt(String.valueOf(connector.getProperty("maxConnections")));
    }
}
