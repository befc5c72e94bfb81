package io.taskledger.command;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import io.taskledger.command.axon.CommandDispatcher;
import io.taskledger.command.axon.TaskledgerConfigurer;
import io.taskledger.command.entity.EntityFold;
import io.taskledger.command.entity.EntityState;
import io.taskledger.command.ledger.CommitStore;
import io.taskledger.command.ledger.LedgerIdentity;
import io.taskledger.command.ledger.LedgerMetrics;
import io.taskledger.command.ledger.LedgerSettings;
import io.taskledger.command.ledger.MongoLedger;
import io.taskledger.contract.commit.Commit;
import io.taskledger.contract.commit.Lanes;
import io.taskledger.edge.SettingException;
import io.taskledger.node.log.LedgerUnavailableException;
import io.taskledger.vault.OwnerKeys;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.axonframework.common.configuration.AxonConfiguration;
import org.axonframework.messaging.commandhandling.CommandBus;
import org.axonframework.messaging.core.MessageTypeResolver;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Beans from commands to commits: Axon, the ledger and MongoDB. */
@Configuration(proxyBeanMethods = false)
class LedgerConfiguration {

    @Bean
    CommitStore commitStore(MongoDatabase database, Lanes lanes, OwnerKeys keys) {
        var commits = database.getCollection("commits");
        try {
            LedgerIdentity.require(commits, lanes, keys.storeId());
            return new CommitStore(commits);
        } catch (LedgerUnavailableException e) {
            throw new SettingException(
                    "taskledger.mongodb.uri",
                    "names servers, none of which responded as primary within 15 s: start them or correct the URI");
        } catch (IllegalStateException e) {
            throw SettingException.of(String.valueOf(e.getMessage()));
        }
    }

    @Bean
    LedgerStart ledgerStart(CommitStore store) {
        return new LedgerStart(store::prepare);
    }

    @Bean
    ClockCheck clockCheck(MongoClient client, Clock clock) {
        return new ClockCheck(client.withTimeout(5, TimeUnit.SECONDS).getDatabase("admin"), clock);
    }

    @Bean(destroyMethod = "close")
    MongoLedger<EntityState> ledger(CommitStore store, Lanes lanes, Consumer<Commit> feed, Clock clock) {
        return new MongoLedger<>(store, lanes, LedgerSettings.DEFAULT, EntityFold::fold, feed, clock);
    }

    @Bean
    LedgerMetrics ledgerMetrics(MongoLedger<EntityState> ledger) {
        return new LedgerMetrics(ledger.stats());
    }

    @Bean(initMethod = "start", destroyMethod = "shutdown")
    AxonConfiguration axon(MongoLedger<EntityState> ledger) {
        return TaskledgerConfigurer.create(ledger).build();
    }

    @Bean
    CommandDispatcher commandDispatcher(AxonConfiguration axon, MongoLedger<EntityState> ledger, Lanes lanes) {
        return new CommandDispatcher(
                axon.getComponent(CommandBus.class), axon.getComponent(MessageTypeResolver.class), ledger, lanes);
    }
}
