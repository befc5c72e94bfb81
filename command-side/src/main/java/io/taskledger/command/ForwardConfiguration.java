package io.taskledger.command;

import io.taskledger.command.api.ForwardingFilter;
import io.taskledger.command.execution.CommandGate;
import io.taskledger.command.forward.Forwarding;
import io.taskledger.command.forward.ForwardingMetrics;
import io.taskledger.command.relay.LaneHolders;
import io.taskledger.command.relay.NodeUrlProperties;
import io.taskledger.command.relay.Relay;
import io.taskledger.command.relay.RelayProperties;
import io.taskledger.contract.commit.Lanes;
import io.taskledger.edge.auth.Peers;
import io.taskledger.edge.problem.ProblemWriter;
import io.taskledger.edge.route.Routes;
import io.taskledger.node.kafka.EventTopic;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Beans that forward commands between nodes, if this node has an address for the others. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("taskledger.node.url")
class ForwardConfiguration {

    @Bean(initMethod = "start", destroyMethod = "close")
    LaneHolders laneHolders(EventTopic topic, RelayProperties properties, NodeUrlProperties node) {
        return new LaneHolders(topic, properties, node);
    }

    @Bean
    ForwardingMetrics forwardingMetrics() {
        return new ForwardingMetrics();
    }

    @Bean(destroyMethod = "close")
    Forwarding forwarding(Relay relay, LaneHolders holders, Lanes lanes, ForwardingMetrics metrics) {
        return new Forwarding(relay, holders, lanes, metrics);
    }

    @Bean
    Peers peers(Forwarding forwarding) {
        return ForwardingFilter.peers(forwarding);
    }

    /** Behind Spring Security, so that it sees only requests of known callers, within their limits. */
    @Bean
    FilterRegistrationBean<ForwardingFilter> forwardingFilter(
            Forwarding forwarding, CommandGate gate, Routes routes, ProblemWriter problems, NodeUrlProperties node) {
        var registration = new FilterRegistrationBean<>(new ForwardingFilter(forwarding, gate, routes, problems));
        registration.setEnabled(node.address() != null);
        return registration;
    }
}
