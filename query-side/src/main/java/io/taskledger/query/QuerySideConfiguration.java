package io.taskledger.query;

import io.taskledger.edge.EdgeConfiguration;
import io.taskledger.node.NodeConfiguration;
import io.taskledger.query.api.Answers;
import io.taskledger.query.api.QueryApi;
import io.taskledger.query.api.ReadGate;
import io.taskledger.query.barrier.ReadBarrier;
import io.taskledger.query.history.HistoryFinder;
import io.taskledger.query.projection.ParkedStreams;
import io.taskledger.query.stats.StatsFinder;
import io.taskledger.query.store.ReadModels;
import io.taskledger.query.task.TaskFinder;
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
    ReadGate queryReadGate(ReadBarrier barrier, ParkedStreams parked) {
        return new ReadGate(barrier, parked);
    }

    @Bean
    TaskFinder queryTaskFinder(ReadModels readModels) {
        return new TaskFinder(readModels);
    }

    @Bean
    StatsFinder queryStatsFinder(ReadModels readModels) {
        return new StatsFinder(readModels);
    }

    @Bean
    HistoryFinder queryHistoryFinder(ReadModels readModels) {
        return new HistoryFinder(readModels);
    }

    @Bean
    Answers queryAnswers(JsonMapper json) {
        return new Answers(json);
    }
}
