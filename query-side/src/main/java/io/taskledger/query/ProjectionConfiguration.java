package io.taskledger.query;

import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import io.taskledger.contract.commit.Lanes;
import io.taskledger.edge.trace.AppliedSpans;
import io.taskledger.edge.trace.Tracing;
import io.taskledger.node.kafka.EventTopic;
import io.taskledger.node.kafka.TopicAdmin;
import io.taskledger.query.barrier.BarrierProperties;
import io.taskledger.query.barrier.EndOffsets;
import io.taskledger.query.barrier.PublishedLanes;
import io.taskledger.query.barrier.ReadBarrier;
import io.taskledger.query.fold.Projections;
import io.taskledger.query.generation.Generations;
import io.taskledger.query.generation.LaneWatch;
import io.taskledger.query.generation.ProjectionLifecycle;
import io.taskledger.query.projection.Consumptions;
import io.taskledger.query.projection.IndexBuild;
import io.taskledger.query.projection.ProjectionMetrics;
import io.taskledger.query.projection.ProjectionProperties;
import io.taskledger.query.projection.Serving;
import io.taskledger.query.store.ReadModels;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Beans from records to read models, and for the read barrier. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ProjectionProperties.class, BarrierProperties.class})
class ProjectionConfiguration {

    /** Of every access of a query to MongoDB. */
    private static final Duration QUERY_TIMEOUT = Duration.ofSeconds(5);

    /** With long time-outs, for what no request waits for. */
    @Bean
    ReadModels readModels(MongoDatabase database) {
        return new ReadModels(database);
    }

    @Bean
    Projections projections() {
        return AllProjections.get();
    }

    @Bean
    ProjectionMetrics projectionMetrics(MeterRegistry registry, Lanes lanes) {
        return new ProjectionMetrics(registry, lanes);
    }

    @Bean(destroyMethod = "close")
    TopicAdmin topicAdmin(EventTopic topic) {
        return new TopicAdmin(topic);
    }

    @Bean
    Consumptions consumptions(
            EventTopic topic,
            ProjectionProperties properties,
            ReadModels readModels,
            Projections projections,
            ProjectionMetrics metrics,
            ObjectProvider<Tracing> tracing) {
        var traced = tracing.getIfAvailable();
        return new Consumptions(
                topic,
                properties,
                readModels,
                QUERY_TIMEOUT,
                projections,
                metrics,
                traced == null ? AppliedSpans.OFF : AppliedSpans.of(traced));
    }

    @Bean
    IndexBuild indexBuild() {
        return new IndexBuild();
    }

    @Bean
    Serving serving() {
        return new Serving();
    }

    @Bean
    ProjectionLifecycle projectionLifecycle(
            TopicAdmin topic,
            ReadModels readModels,
            Projections projections,
            IndexBuild indexes,
            Consumptions consumptions,
            Serving serving) {
        var generations = new Generations(readModels, projections);
        return new ProjectionLifecycle(topic, generations, indexes, consumptions, serving);
    }

    @Bean
    LaneWatch laneWatch(TopicAdmin topic, Lanes lanes, ProjectionLifecycle projection, ProjectionMetrics metrics) {
        return new LaneWatch(topic, lanes, projection, metrics);
    }

    @Bean
    EndOffsets endOffsets(TopicAdmin topic) {
        return new EndOffsets(topic);
    }

    @Bean
    ReadBarrier readBarrier(
            Lanes lanes,
            ObjectProvider<PublishedLanes> published,
            EndOffsets ends,
            BarrierProperties properties,
            MeterRegistry registry) {
        return new ReadBarrier(
                lanes, published.getIfAvailable(() -> PublishedLanes.UNKNOWN), ends, properties, registry);
    }
}
