package io.taskledger.query;

import io.taskledger.edge.EdgeConfiguration;
import io.taskledger.node.NodeConfiguration;
import io.taskledger.query.api.QueryApi;
import io.taskledger.query.api.ReadModelReader;
import io.taskledger.query.api.TaggedResponses;
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
    QueryHealthConfiguration.class,
    QueryApi.class
})
public class QuerySideConfiguration {

    @Bean
    ReadModelReader readModelReader(ReadBarrier barrier, Serving serving) {
        return new ReadModelReader(barrier, serving);
    }

    @Bean
    TaggedResponses taggedResponses(JsonMapper json) {
        return new TaggedResponses(json);
    }
}
