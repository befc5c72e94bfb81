package io.taskledger.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.embedded.EmbeddedKafka;
import io.taskledger.embedded.EmbeddedMongo;
import io.taskledger.embedded.issuer.EmbeddedIssuer;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** Two command nodes and two query nodes as processes, of which one at a time is killed and replaced. */
@Tag("thorough")
class ManyNodesIT {

    private static final int USERS = 8;
    private static final int PAIRS = 10_000;

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Side> commandNodes = new ArrayList<>();
    private final List<Side> queryNodes = new ArrayList<>();
    private final List<String> commandOrigins = new CopyOnWriteArrayList<>();
    private final List<String> queryOrigins = new CopyOnWriteArrayList<>();

    @Test
    void whoever_has_changed_a_task_reads_the_change_at_every_node_though_nodes_are_killed(TestReporter reporter)
            throws Exception {
        try (var issuer = EmbeddedIssuer.start();
                var mongo = EmbeddedMongo.start();
                var kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0);
                var killer = Executors.newVirtualThreadPerTaskExecutor()) {
            var environment = Map.ofEntries(
                    Map.entry("TASKLEDGER_MONGODB_URI", mongo.uri()),
                    Map.entry("TASKLEDGER_KEYS_URI", mongo.uri()),
                    Map.entry("TASKLEDGER_KEYS_BESIDE_LEDGER", "true"),
                    Map.entry("TASKLEDGER_KEYS_MASTER", "test:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="),
                    Map.entry("TASKLEDGER_KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers()),
                    Map.entry("TASKLEDGER_AUTH_JWKS_URL", issuer.jwksUrl()),
                    Map.entry("TASKLEDGER_AUTH_ISSUER", issuer.origin()),
                    Map.entry("TASKLEDGER_AUTH_AUDIENCE", issuer.origin()),
                    Map.entry("TASKLEDGER_ACKNOWLEDGE", "published"),
                    Map.entry("TASKLEDGER_RELAY_SESSION_TIMEOUT", "2s"),
                    Map.entry("TASKLEDGER_PROJECTION_SESSION_TIMEOUT", "2s"));
            for (int i = 0; i < 2; i++) {
                add(commandNodes, commandOrigins, "command-side", environment);
                add(queryNodes, queryOrigins, "query-side", environment);
            }
            var pairs = new Pairs(http, name -> issuer.token(name, "user"), commandOrigins, queryOrigins);
            var deaths = killer.submit(() -> {
                awaitDone(pairs, PAIRS / 6);
                report(reporter, "longest write before", pairs);
                commandNodes.getFirst().process().kill();
                awaitDone(pairs, PAIRS / 3);
                report(reporter, "longest write after the kill of a command node", pairs);
                replace(commandNodes, commandOrigins, "command-side", environment);
                awaitDone(pairs, PAIRS / 2);
                queryNodes.getFirst().process().kill();
                awaitDone(pairs, PAIRS * 2 / 3);
                replace(queryNodes, queryOrigins, "query-side", environment);
                return null;
            });

            try {
                pairs.run(USERS, PAIRS / USERS);
                deaths.get();
            } finally {
                deaths.cancel(true);
                for (var node : all()) {
                    node.process().kill();
                }
            }

            reporter.publishEntry("requests sent again", "" + pairs.repeated());
            assertThat(pairs.wrong()).isEmpty();
            assertThat(pairs.done()).isEqualTo(PAIRS);
        }
    }

    private List<Side> all() {
        return Stream.concat(commandNodes.stream(), queryNodes.stream()).toList();
    }

    private static void report(TestReporter reporter, String what, Pairs pairs) {
        reporter.publishEntry(what, pairs.longestWrite().toString());
    }

    private static void awaitDone(Pairs pairs, int count) {
        Awaitility.await().atMost(Duration.ofMinutes(30)).until(() -> pairs.done() >= count);
    }

    private void replace(List<Side> nodes, List<String> origins, String module, Map<String, String> environment) {
        var killed = nodes.removeFirst();
        add(nodes, origins, module, environment);
        origins.remove(killed.origin());
    }

    private void add(List<Side> nodes, List<String> origins, String module, Map<String, String> environment) {
        var side = Side.start(module, folder, environment);
        Awaitility.await(module + " is ready").atMost(Duration.ofMinutes(10)).until(() -> side.isReady(http));
        nodes.add(side);
        origins.add(side.origin());
    }
}
