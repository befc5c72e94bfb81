package io.taskledger.edge.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.taskledger.edge.SettingException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class RateLimitPropertiesTest {

    @Test
    void each_limit_is_an_environment_variable_those_of_roles_too() {
        var properties = bind(Map.of(
                "TASKLEDGER_RATE_LIMIT_COMMANDS_PER_MINUTE", "10",
                "TASKLEDGER_RATE_LIMIT_ROLES_0_COMMANDS_PER_MINUTE", "20",
                "TASKLEDGER_RATE_LIMIT_ROLES_0_QUERIES_BURST", "30",
                "TASKLEDGER_RATE_LIMIT_ROLES_0_NAME", "admin",
                "TASKLEDGER_RATE_LIMIT_STORE", "mongodb"));

        assertThat(properties.store()).isEqualTo(RateLimitProperties.Store.MONGODB);
        assertThat(properties.commands()).isEqualTo(new RateLimitProperties.Rate(10L, 100L));
        assertThat(properties.roles())
                .containsExactly(new RateLimitProperties.Role(
                        "admin", new RateLimitProperties.Rate(20L, 100L), new RateLimitProperties.Rate(1200L, 30L)));
    }

    @Test
    void a_limit_that_lets_nobody_in_is_refused_by_name() {
        assertThatThrownBy(() -> bind(Map.of(
                        "TASKLEDGER_RATE_LIMIT_ROLES_0_NAME", "guest",
                        "TASKLEDGER_RATE_LIMIT_ROLES_0_QUERIES_BURST", "0")))
                .rootCause()
                .isInstanceOf(SettingException.class)
                .hasMessageStartingWith("taskledger.rate-limit.roles[0].queries.burst must be 1 to 1000000000");
        assertThatThrownBy(() -> bind(Map.of("TASKLEDGER_RATE_LIMIT_COMMANDS_PER_MINUTE", "0")))
                .rootCause()
                .hasMessageStartingWith("taskledger.rate-limit.commands.per-minute must be 1 to 1000000000");
    }

    @Test
    void limits_of_a_role_without_a_name_are_refused() {
        assertThatThrownBy(() -> bind(Map.of("TASKLEDGER_RATE_LIMIT_ROLES_0_QUERIES_BURST", "9")))
                .rootCause()
                .hasMessageStartingWith("taskledger.rate-limit.roles[0].name must be set");
    }

    private static RateLimitProperties bind(Map<String, Object> variables) {
        var environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .replace(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new SystemEnvironmentPropertySource(
                                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
        ConfigurationPropertySources.attach(environment);
        return Binder.get(environment)
                .bind("taskledger.rate-limit", RateLimitProperties.class)
                .get();
    }
}
