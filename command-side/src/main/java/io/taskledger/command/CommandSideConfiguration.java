package io.taskledger.command;

import io.taskledger.command.api.CommandApi;
import io.taskledger.command.axon.CommandDispatcher;
import io.taskledger.command.entity.EntityState;
import io.taskledger.command.execution.Acknowledgement;
import io.taskledger.command.execution.CommandGate;
import io.taskledger.command.execution.CommandRunner;
import io.taskledger.command.ledger.MongoLedger;
import io.taskledger.contract.commit.Lanes;
import io.taskledger.edge.EdgeConfiguration;
import io.taskledger.node.NodeConfiguration;
import io.taskledger.vault.OwnerKeys;
import io.taskledger.vault.VaultConfiguration;
import java.time.Clock;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The whole command side, for a separate application or together with the query side. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CommandSettings.class)
@Import({
    EdgeConfiguration.class,
    NodeConfiguration.class,
    VaultConfiguration.class,
    LedgerConfiguration.class,
    RelayConfiguration.class,
    ForwardConfiguration.class,
    CommandHealthConfiguration.class,
    CommandApi.class
})
public class CommandSideConfiguration {

    @Bean
    CommandGate commandGate(LedgerStart start, ClockCheck clockCheck) {
        return new CommandGate(List.of(start::obstacle, clockCheck::obstacle));
    }

    @Bean
    CommandRunner commandRunner(
            CommandDispatcher dispatcher,
            MongoLedger<EntityState> ledger,
            Lanes lanes,
            Acknowledgement acknowledgement,
            CommandGate gate,
            OwnerKeys keys,
            Clock clock) {
        return new CommandRunner(dispatcher, ledger, lanes, acknowledgement, gate, keys, clock);
    }
}
