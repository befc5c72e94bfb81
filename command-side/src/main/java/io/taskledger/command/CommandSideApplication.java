package io.taskledger.command;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Import;

/** The command side as a separate process. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(CommandSideConfiguration.class)
public class CommandSideApplication {

    /** @param arguments Spring properties such as {@code --server.port=8080} */
    public static void main(String[] arguments) {
        new SpringApplicationBuilder(CommandSideApplication.class)
                .properties(
                        "spring.config.name=command-side") // both sides may share a class path, so their names differ
                .run(arguments);
    }
}
