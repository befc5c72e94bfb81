package io.taskledger.edge.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.taskledger.edge.SettingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.web.servlet.FilterRegistrationBean;

class TracingConfigurationTest {

    private static final String ENDPOINT = "http://localhost:4318/v1/traces";

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner().withUserConfiguration(TracingConfiguration.class);

    @Test
    void without_a_receiver_there_is_no_filter() {
        runner.run(context -> assertThat(context)
                .doesNotHaveBean(FilterRegistrationBean.class)
                .doesNotHaveBean(Tracing.class));
    }

    @Test
    void an_empty_receiver_is_none() {
        runner.withPropertyValues("taskledger.tracing.otlp-endpoint= ")
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean(FilterRegistrationBean.class)
                        .doesNotHaveBean(Tracing.class));
    }

    @Test
    void with_a_receiver_there_is_one_filter() {
        runner.withPropertyValues("taskledger.tracing.otlp-endpoint=" + ENDPOINT)
                .run(context -> assertThat(context)
                        .hasSingleBean(FilterRegistrationBean.class)
                        .hasSingleBean(Tracing.class));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost:4318",
                "ftp://localhost/v1/traces",
                "http:///v1/traces",
                "http://localhost:4318/",
                "a b"
            })
    void what_is_no_url_of_a_receiver_is_refused(String endpoint) {
        assertThatThrownBy(() -> new TracingProperties(endpoint, 1))
                .isInstanceOf(SettingException.class)
                .hasMessageStartingWith("taskledger.tracing.otlp-endpoint must be the full http or https URL");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
    void a_share_is_between_none_and_all(double sampling) {
        assertThatThrownBy(() -> new TracingProperties(ENDPOINT, sampling))
                .isInstanceOf(SettingException.class)
                .hasMessageStartingWith("taskledger.tracing.sampling must be 0 to 1");
        assertThatCode(() -> new TracingProperties(ENDPOINT, 0)).doesNotThrowAnyException();
        assertThatCode(() -> new TracingProperties(ENDPOINT, 1)).doesNotThrowAnyException();
    }
}
