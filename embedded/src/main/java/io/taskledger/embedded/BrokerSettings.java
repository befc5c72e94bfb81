package io.taskledger.embedded;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * The settings of a broker: small, restarts quickly after a kill, and keeps records forever.
 *
 * @param node its number in the cluster, from 1
 * @param controllerPorts of all nodes of the cluster: each is broker and controller at once
 * @param cluster the id that its nodes share
 */
record BrokerSettings(Path folder, int node, int port, List<Integer> controllerPorts, String cluster) {

    Properties properties() {
        var broker = new Properties();
        int controllerPort = controllerPorts.get(node - 1);
        broker.setProperty("node.id", "" + node);
        broker.setProperty("process.roles", "broker,controller");
        broker.setProperty("controller.quorum.voters", voters());
        broker.setProperty("listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
        broker.setProperty("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
        broker.setProperty("controller.listener.names", "CONTROLLER");
        broker.setProperty("inter.broker.listener.name", "PLAINTEXT");
        broker.setProperty("log.dirs", folder.toString());
        broker.setProperty("log.retention.ms", "-1");
        broker.setProperty("auto.create.topics.enable", "false");
        broker.setProperty("message.max.bytes", "" + (4 << 20));
        replicateToAll(broker);
        restartQuickly(broker);
        staySmall(broker);
        return broker;
    }

    private String voters() {
        return IntStream.rangeClosed(1, controllerPorts.size())
                .mapToObj(voter -> voter + "@127.0.0.1:" + controllerPorts.get(voter - 1))
                .collect(Collectors.joining(","));
    }

    private void replicateToAll(Properties broker) {
        int replicas = controllerPorts.size();
        broker.setProperty("default.replication.factor", "" + replicas);
        broker.setProperty("offsets.topic.replication.factor", "" + replicas);
        broker.setProperty("transaction.state.log.replication.factor", "" + replicas);
        broker.setProperty("transaction.state.log.min.isr", "1");
        broker.setProperty("share.coordinator.state.topic.replication.factor", "" + replicas);
        broker.setProperty("share.coordinator.state.topic.min.isr", "1");
    }

    /** A killed broker is fenced until its session ends, by default 9 s; with that default a restart took 12 s. */
    private static void restartQuickly(Properties broker) {
        broker.setProperty("broker.session.timeout.ms", "1500");
        broker.setProperty("broker.heartbeat.interval.ms", "300");
        broker.setProperty("group.initial.rebalance.delay.ms", "0");
        broker.setProperty("group.min.session.timeout.ms", "1000"); // as in docker-compose.yml
        broker.setProperty("controlled.shutdown.enable", "false");
    }

    private static void staySmall(Properties broker) {
        broker.setProperty("offsets.topic.num.partitions", "1");
        broker.setProperty("transaction.state.log.num.partitions", "1");
        broker.setProperty("num.network.threads", "2");
        broker.setProperty("num.io.threads", "4");
        broker.setProperty("background.threads", "2");
        broker.setProperty("log.cleaner.dedupe.buffer.size", "8388608");
        broker.setProperty("log.index.size.max.bytes", "1048576");
        broker.setProperty("metadata.max.idle.interval.ms", "5000");
    }

    /** Writes the folder's identity once; a folder that has one is not changed. */
    void format() {
        if (Files.exists(folder.resolve("meta.properties"))) {
            return;
        }
        try {
            new Formatter()
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
                    .setNodeId(node)
                    .setClusterId(cluster)
                    .setControllerListenerName("CONTROLLER")
                    .setDirectories(List.of(folder.toString()))
                    .setMetadataLogDirectory(Optional.of(folder.toString()))
                    .setReleaseVersion(MetadataVersion.latestProduction())
                    .setUnstableFeatureVersionsEnabled(false)
                    .setIgnoreFormatted(true)
                    .run();
        } catch (Exception e) {
            throw new IllegalStateException("Cannot prepare " + folder + " for Kafka", e);
        }
    }
}
