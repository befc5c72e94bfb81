package io.taskledger.command;

import io.taskledger.command.api.Acknowledgement;
import io.taskledger.contract.commit.Commit;
import java.util.function.Consumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** From commits to records. */
@Configuration(proxyBeanMethods = false)
class RelayConfiguration {

    @Bean
    Consumer<Commit> commandFeed() {
        return commit -> {};
    }

    @Bean
    Acknowledgement commandAcknowledgement() {
        return Acknowledgement.STORED;
    }
}
