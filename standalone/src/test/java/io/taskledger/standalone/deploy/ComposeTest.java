package io.taskledger.standalone.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** docker-compose.yml is consistent with the services it starts. */
class ComposeTest {

    private static final Path FILE = Path.of("../docker-compose.yml");
    private static final JsonNode COMPOSE = read(FILE);

    /** Spring's own settings that the compose file may set. */
    private static final Set<String> SPRINGS = Set.of("SERVER_PORT", "MANAGEMENT_SERVER_PORT");

    @Test
    void every_service_has_a_bound_of_memory() {
        COMPOSE.path("services")
                .forEachEntry(
                        (name, service) -> assertThat(service.path("mem_limit").stringValue("none"))
                                .as(name)
                                .matches("\\d+[mg]"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"command-side", "query-side"})
    void a_side_is_told_settings_that_exist(String side) throws IOException {
        var page = Files.readString(Path.of("../docs/settings.md"));
        var unknown = environment(side)
                .filter(name -> !SPRINGS.contains(name) && !page.contains("| `" + name + "` |"))
                .toList();

        assertThat(unknown).as("settings that no code reads").isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"proxy,../deploy/nginx-settings.sh", "auth-server,../deploy/auth-server/server.js"})
    void the_other_services_of_ours_are_told_what_they_read(String service, String file) throws IOException {
        var program = Files.readString(Path.of(file));

        assertThat(environment(service)).isNotEmpty().allMatch(program::contains);
    }

    @Test
    void both_sides_are_told_the_same() {
        var own = environment("command-side").filter(name -> name.startsWith("TASKLEDGER_KEYS_"));
        assertThat(COMPOSE.at("/services/query-side/environment"))
                .isEqualTo(((ObjectNode)
                                COMPOSE.at("/services/command-side/environment").deepCopy())
                        .without(own.toList()));
        assertThat(COMPOSE.at("/services/query-side/environment/TASKLEDGER_RATE_LIMIT_STORE")
                        .stringValue())
                .isEqualTo("mongodb");
        assertThat(COMPOSE.at("/services/query-side/environment/TASKLEDGER_ACKNOWLEDGE")
                        .stringValue())
                .isEqualTo("stored");
    }

    @Test
    void keys_are_in_a_server_and_a_volume_of_their_own() {
        assertThat(COMPOSE.at("/services/command-side/environment/TASKLEDGER_KEYS_URI")
                        .stringValue())
                .startsWith("mongodb://mongodb-keys:");
        assertThat(COMPOSE.at("/services/mongodb-keys/volumes")).isNotEqualTo(COMPOSE.at("/services/mongodb/volumes"));
        assertThat(COMPOSE.at("/services/mongodb-replica-set/command/4").stringValue())
                .contains("'rs0', 'mongodb:27017'", "'keys', 'mongodb-keys:27017'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"command-side", "query-side"})
    void a_side_is_given_longer_than_its_shutdown_takes(String side) throws IOException {
        int requests = seconds("../edge/src/main/resources/edge-defaults.properties", "per-shutdown-phase=(\\d+)s");
        int relay = seconds("../docs/settings.md", "`TASKLEDGER_RELAY_DRAIN` \\| `(\\d+)s`");

        assertThat(COMPOSE.at("/services/" + side + "/stop_grace_period").stringValue())
                .matches("\\d+s")
                .satisfies(grace ->
                        assertThat(Integer.parseInt(grace.replace("s", ""))).isGreaterThan(requests + relay));
    }

    @Test
    void every_file_that_is_mounted_exists() {
        var missing = COMPOSE.path("services")
                .valueStream()
                .flatMap(service -> service.path("volumes").valueStream())
                .map(volume -> volume.stringValue().split(":", -1)[0])
                .filter(path -> path.startsWith("./") && !Files.isRegularFile(Path.of("..", path)))
                .toList();

        assertThat(missing).isEmpty();
        assertThat(Path.of("../deploy/nginx-settings.sh")).isExecutable();
    }

    @Test
    void checks_of_health_start_no_virtual_machine_and_no_shell_of_mongodb() {
        var tests = COMPOSE.path("services")
                .valueStream()
                .map(service -> service.at("/healthcheck/test"))
                .filter(test -> !test.isMissingNode())
                .map(JsonNode::toString)
                .toList();

        assertThat(tests).hasSize(4).noneMatch(test -> test.contains("mongosh") || test.contains(".sh"));
    }

    @Test
    void every_variable_of_the_file_is_explained() throws IOException {
        var page = Files.readString(Path.of("../docs/operations.md"));
        Set<String> variables = Pattern.compile("(?<!\\$)\\$\\{([A-Z_]+)")
                .matcher(Files.readString(FILE))
                .results()
                .map((MatchResult match) -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(variables).contains("BETTER_AUTH_SECRET").allMatch(name -> page.contains("`" + name + "`"));
    }

    @Test
    void the_public_origin_follows_the_port() {
        assertThat(COMPOSE.at("/services/auth-server/environment/BETTER_AUTH_URL")
                        .stringValue())
                .isEqualTo("${PUBLIC_ORIGIN:-http://localhost:${PORT:-8080}}");
    }

    private static Stream<String> environment(String service) {
        return COMPOSE.at("/services/" + service + "/environment").propertyNames().stream();
    }

    private static int seconds(String file, String pattern) throws IOException {
        var found = Pattern.compile(pattern).matcher(Files.readString(Path.of(file)));
        assertThat(found.find()).as(pattern).isTrue();
        return Integer.parseInt(found.group(1));
    }

    /** Supports merge keys, which Jackson does not. */
    static JsonNode read(Path file) {
        try (var reader = Files.newBufferedReader(file)) {
            var loaded = new Yaml(new SafeConstructor(new LoaderOptions())).load(reader);
            return JsonMapper.shared().valueToTree(loaded);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
