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
import io.taskledger.query.barrier.ReadBarrier;
import io.taskledger.query.fold.Projections;
import io.taskledger.query.projection.AppliedLanes;
import io.taskledger.query.projection.Checkpoints;
import io.taskledger.query.projection.Consumers;
import io.taskledger.query.projection.IndexBuild;
import io.taskledger.query.projection.LaneConsumption;
import io.taskledger.query.projection.LaneWatch;
import io.taskledger.query.projection.ParkedStreams;
import io.taskledger.query.projection.ProjectionLifecycle;
import io.taskledger.query.projection.ProjectionMetrics;
import io.taskledger.query.projection.ProjectionProperties;
import io.taskledger.query.store.ReadModels;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** Beans from records to read models, and for the read barrier. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ProjectionProperties.class, BarrierProperties.class})
class ProjectionConfiguration {

    private static final Duration QUERY_TIMEOUT = Duration.ofSeconds(5);

    /** For the projection, with long time-outs, because no request waits for it. */
    @Bean
    ReadModels queryProjectionReadModels(MongoDatabase database) {
        return new ReadModels(database);
    }

    /** For queries: every access has this time-out. */
    @Bean
    @Primary
    ReadModels queryReadModels(@Qualifier("queryProjectionReadModels") ReadModels readModels) {
        return readModels.within(QUERY_TIMEOUT);
    }

    @Bean
    Projections queryProjections() {
        return AllProjections.get();
    }

    @Bean
    AppliedLanes queryAppliedLanes(Lanes lanes) {
        return new AppliedLanes(lanes);
    }

    @Bean
    ProjectionMetrics queryProjectionMetrics(MeterRegistry registry, Lanes lanes) {
        return new ProjectionMetrics(registry, lanes);
    }

    @Bean(destroyMethod = "close")
    TopicAdmin queryTopicAdmin(EventTopic topic) {
        return new TopicAdmin(topic);
    }

    @Bean
    LaneConsumption queryLaneConsumption(
            Lanes lanes,
            @Qualifier("queryProjectionReadModels") ReadModels readModels,
            Projections projections,
            AppliedLanes applied,
            ProjectionMetrics metrics,
            ObjectProvider<Tracing> tracing) {
        var traced = tracing.getIfAvailable();
        var spans = traced == null ? AppliedSpans.OFF : AppliedSpans.of(traced);
        return new LaneConsumption(lanes, readModels, projections, applied, metrics, spans);
    }

    @Bean
    IndexBuild queryIndexBuild(@Qualifier("queryProjectionReadModels") ReadModels readModels, Projections projections) {
        return new IndexBuild(readModels, projections);
    }

    @Bean
    ProjectionLifecycle queryProjectionLifecycle(
            ProjectionProperties properties,
            TopicAdmin topic,
            Lanes lanes,
            IndexBuild indexes,
            LaneConsumption consumption,
            ProjectionMetrics metrics) {
        var container = Consumers.container(topic.topic(), properties, consumption);
        return new ProjectionLifecycle(topic, lanes, indexes, consumption, container, metrics);
    }

    @Bean
    LaneWatch queryLaneWatch(
            TopicAdmin topic,
            Lanes lanes,
            LaneConsumption consumption,
            AppliedLanes applied,
            ProjectionMetrics metrics) {
        return new LaneWatch(topic, lanes, consumption, applied, metrics);
    }

    @Bean
    EndOffsets queryEndOffsets(TopicAdmin topic) {
        return new EndOffsets(topic);
    }

    @Bean
    ParkedStreams queryParkedStreams(ReadModels readModels) {
        return new ParkedStreams(readModels);
    }

    @Bean
    ReadBarrier queryReadBarrier(
            Lanes lanes,
            AppliedLanes applied,
            EndOffsets ends,
            ReadModels readModels,
            Projections projections,
            BarrierProperties properties,
            MeterRegistry registry) {
        var checkpoints = new Checkpoints(readModels, projections);
        return new ReadBarrier(lanes, applied, ends, checkpoints, properties, registry);
    }
}
