package io.taskledger.query;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.micrometer.core.instrument.MeterRegistry;
import io.taskledger.contract.commit.Lanes;
import io.taskledger.edge.SettingException;
import io.taskledger.query.barrier.BarrierProperties;
import io.taskledger.query.barrier.EndOffsets;
import io.taskledger.query.barrier.ReadBarrier;
import io.taskledger.query.projection.AppliedLanes;
import io.taskledger.query.projection.Checkpoints;
import io.taskledger.query.projection.Consumers;
import io.taskledger.query.projection.EventTopic;
import io.taskledger.query.projection.LaneConsumption;
import io.taskledger.query.projection.Projection;
import io.taskledger.query.projection.ProjectionMetrics;
import io.taskledger.query.projection.ProjectionProperties;
import io.taskledger.query.store.ReadModels;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** From records to read models, and how queries wait for them. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ProjectionProperties.class, BarrierProperties.class})
class ProjectionConfiguration {

    @Bean
    Lanes queryLanes(QuerySettings settings) {
        return new Lanes(settings.lanes());
    }

    @Bean(destroyMethod = "close")
    MongoClient queryMongoClient(QuerySettings settings) {
        try {
            return MongoClients.create(MongoClientSettings.builder()
                    .applyConnectionString(
                            new ConnectionString(settings.mongodb().uri()))
                    .applicationName("taskledger-query-side")
                    .retryWrites(false) // every write may be repeated: it is guarded by position
                    .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(3, TimeUnit.SECONDS))
                    .applyToSocketSettings(
                            socket -> socket.connectTimeout(2, TimeUnit.SECONDS).readTimeout(20, TimeUnit.SECONDS))
                    .build());
        } catch (IllegalArgumentException e) {
            throw new SettingException(
                    "taskledger.mongodb.uri", "is not a MongoDB URI such as mongodb://localhost:27017");
        }
    }

    @Bean
    ReadModels queryReadModels(@Qualifier("queryMongoClient") MongoClient client, QuerySettings settings) {
        return new ReadModels(client.getDatabase(settings.mongodb().database()));
    }

    @Bean
    AppliedLanes queryAppliedLanes(@Qualifier("queryLanes") Lanes lanes) {
        return new AppliedLanes(lanes);
    }

    @Bean
    ProjectionMetrics queryProjectionMetrics(
            MeterRegistry registry, @Qualifier("queryLanes") Lanes lanes, AppliedLanes applied) {
        return new ProjectionMetrics(registry, lanes, applied);
    }

    @Bean(destroyMethod = "close")
    Admin queryAdmin(QuerySettings settings) {
        return Admin.create(Map.of(
                CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
                settings.kafka().bootstrapServers(),
                CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                1_000));
    }

    @Bean
    Projection queryProjection(
            QuerySettings settings,
            ProjectionProperties properties,
            @Qualifier("queryAdmin") Admin admin,
            @Qualifier("queryLanes") Lanes lanes,
            ReadModels readModels,
            AppliedLanes applied,
            ProjectionMetrics metrics) {
        var stopping = new AtomicBoolean();
        var consumption = new LaneConsumption(lanes, readModels, applied, metrics, stopping::get);
        var kafka = settings.kafka();
        return new Projection(
                new EventTopic(admin, kafka.topic()),
                lanes,
                readModels,
                Consumers.container(kafka.bootstrapServers(), kafka.topic(), properties, consumption),
                stopping);
    }

    @Bean(destroyMethod = "close")
    EndOffsets queryEndOffsets(QuerySettings settings) {
        var kafka = settings.kafka();
        return new EndOffsets(kafka.topic(), () -> new KafkaConsumer<>(Consumers.basics(kafka.bootstrapServers())));
    }

    @Bean
    ReadBarrier queryReadBarrier(
            @Qualifier("queryLanes") Lanes lanes,
            AppliedLanes applied,
            EndOffsets ends,
            ReadModels readModels,
            BarrierProperties properties,
            MeterRegistry registry) {
        return new ReadBarrier(lanes, applied, ends, new Checkpoints(readModels), properties, registry);
    }
}
