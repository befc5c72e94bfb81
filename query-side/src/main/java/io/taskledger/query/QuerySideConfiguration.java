package io.taskledger.query;

import io.taskledger.edge.EdgeConfiguration;
import io.taskledger.node.NodeConfiguration;
import io.taskledger.query.api.Answers;
import io.taskledger.query.api.QueryApi;
import io.taskledger.query.api.ReadGate;
import io.taskledger.query.barrier.ReadBarrier;
import io.taskledger.query.projection.Serving;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.json.JsonMapper;

/** The whole query side, for a separate application or together with the command side. */
@Configuration(proxyBeanMethods = false)
@Import({
    EdgeConfiguration.class,
    NodeConfiguration.class,
    ProjectionConfiguration.class,
    HealthConfiguration.class,
    QueryApi.class
})
public class QuerySideConfiguration {

    @Bean
    ReadGate queryReadGate(ReadBarrier barrier, Serving serving) {
        return new ReadGate(barrier, serving);
    }

    @Bean
    Answers queryAnswers(JsonMapper json) {
        return new Answers(json);
    }
}
