package io.taskledger.standalone.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import io.taskledger.query.store.ReadModels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The alert rules work, and docs/operations.md explains each alert. */
class AlertsTest {

    private static final Path FOLDER = Path.of("../deploy/monitoring");

    @Test
    void each_alert_is_explained_and_nothing_else() throws Exception {
        var alerts = ComposeTest.read(FOLDER.resolve("rules.yml"))
                .at("/groups/0/rules")
                .valueStream()
                .map(rule -> rule.path("alert").stringValue())
                .toList();
        var explained = Pattern.compile("(?m)^### (\\w+)$")
                .matcher(Files.readString(Path.of("../docs/operations.md")))
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();

        assertThat(alerts).isNotEmpty().isEqualTo(explained);
    }

    @Test
    void each_alert_fires_when_it_should_and_only_then() throws Exception {
        var promtool = Tools.require("promtool");

        var checked = Tools.run(
                Map.of(),
                List.of(promtool, "check", "rules", FOLDER.resolve("rules.yml").toString()));
        var tested = Tools.run(
                Map.of(),
                List.of(
                        promtool,
                        "test",
                        "rules",
                        FOLDER.resolve("rules-test.yml").toString()));

        assertThat(checked.exitCode()).as(checked.printed()).isZero();
        assertThat(tested.exitCode()).as(tested.printed()).isZero();
    }

    @Test
    void each_alert_is_tested() {
        var rules = ComposeTest.read(FOLDER.resolve("rules.yml")).at("/groups/0/rules");
        var tests = ComposeTest.read(FOLDER.resolve("rules-test.yml"))
                .path("tests")
                .valueStream()
                .filter(test -> test.toString().contains("exp_alerts"))
                .toList()
                .toString();

        assertThat(rules.valueStream().map(rule -> rule.path("alert").stringValue()))
                .allMatch(alert -> tests.contains("\"" + alert + "\""));
    }

    @Test
    void the_collections_that_a_rebuild_drops_are_those_of_the_read_models() throws Exception {
        var page = Files.readString(Path.of("../docs/operations.md"));
        try (var client = MongoClients.create("mongodb://127.0.0.1:1")) {
            var models = new ReadModels(client.getDatabase("none"));
            for (var method : ReadModels.class.getMethods()) {
                if (method.getReturnType() == MongoCollection.class && method.getParameterCount() == 0) {
                    var name = ((MongoCollection<?>) method.invoke(models))
                            .getNamespace()
                            .getCollectionName();
                    assertThat(page).as("the list of collections to drop").contains("'" + name + "'");
                }
            }
        }
        assertThat(page).doesNotContain("'commits'");
    }
}
