package io.taskledger.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClients;
import io.taskledger.embedded.EmbeddedMongo;
import io.taskledger.node.NodeSettings;
import io.taskledger.vault.store.FileKeyStore;
import io.taskledger.vault.store.KeyStore;
import io.taskledger.vault.store.MongoKeyStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Where the keys are, and the sentences for what is configured wrongly. */
class VaultConfigurationTest {

    private static final String MASTER = "taskledger.keys.master=2026:" + base64(1);

    private static EmbeddedMongo mongo;

    private final ApplicationContextRunner runner = new ApplicationContextRunner().withUserConfiguration(Node.class);

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(NodeSettings.class)
    @Import(VaultConfiguration.class)
    static class Node {}

    @BeforeAll
    static void start() {
        mongo = EmbeddedMongo.start();
    }

    @AfterAll
    static void stop() {
        mongo.close();
    }

    @Test
    void a_mongodb_of_its_own_keeps_the_keys() {
        runner.withPropertyValues(uri(), MASTER).run(context -> {
            assertThat(context).getBean(KeyStore.class).isInstanceOf(MongoKeyStore.class);
            assertThat(context.getBean(OwnerKeys.class).findOrCreate("alice")).isInstanceOf(OwnerKeyState.Usable.class);
        });
        try (var client = MongoClients.create(mongo.uri())) {
            assertThat(client.getDatabase("taskledger_keys").listCollectionNames())
                    .containsExactly("owner_keys");
        }
    }

    @Test
    void a_folder_keeps_the_keys_and_its_own_master_key(@TempDir Path folder) {
        var settings = runner.withPropertyValues("taskledger.keys.folder=" + folder.resolve("keys"));
        settings.run(context -> {
            assertThat(context).getBean(KeyStore.class).isInstanceOf(FileKeyStore.class);
            context.getBean(OwnerKeys.class).findOrCreate("alice");
        });
        settings.run(context ->
                assertThat(context.getBean(OwnerKeys.class).find("alice")).isInstanceOf(OwnerKeyState.Usable.class));
    }

    @Test
    void without_a_place_for_the_keys_nothing_starts() {
        runner.withPropertyValues(MASTER)
                .run(context -> assertThat(sentence(context)).startsWith("taskledger.keys.uri is missing"));
    }

    @Test
    void without_a_master_key_nothing_starts() {
        runner.withPropertyValues(uri())
                .run(context -> assertThat(sentence(context)).startsWith("taskledger.keys.master is missing"));
    }

    @Test
    void a_master_key_that_is_none_is_not_quoted() {
        runner.withPropertyValues(uri(), "taskledger.keys.master=secret")
                .run(context -> assertThat(sentence(context))
                        .startsWith("taskledger.keys.master must be id:key")
                        .doesNotContain("secret"));
    }

    @Test
    void another_master_key_with_a_known_id_is_found_at_start() {
        runner.withPropertyValues(uri(), "taskledger.keys.database=other", MASTER)
                .run(context -> assertThat(context).hasNotFailed());
        runner.withPropertyValues(uri(), "taskledger.keys.database=other", "taskledger.keys.master=2026:" + base64(2))
                .run(context -> assertThat(sentence(context))
                        .startsWith("taskledger.keys.master has another value for the key 2026"));
    }

    @Test
    void a_new_master_key_wraps_all_keys_anew_and_until_then_the_old_one_is_missed_at_start() {
        var database = runner.withPropertyValues(uri(), "taskledger.keys.database=rotated");
        database.withPropertyValues(MASTER)
                .run(context -> context.getBean(OwnerKeys.class).findOrCreate("alice"));

        var next = "taskledger.keys.master=2027:" + base64(2);
        database.withPropertyValues(next)
                .run(context -> assertThat(sentence(context)).startsWith("taskledger.keys.master lacks the key 2026"));
        database.withPropertyValues(next + ",2026:" + base64(1))
                .run(context -> await().atMost(Duration.ofMinutes(2))
                        .until(() ->
                                context.getBean(KeyStore.class).mastersInUse().equals(Set.of("2027"))));
        database.withPropertyValues(next)
                .run(context -> assertThat(context.getBean(OwnerKeys.class).find("alice"))
                        .isInstanceOf(OwnerKeyState.Usable.class));
    }

    @Test
    void no_setting_of_keys_is_ever_printed() {
        var settings = new KeySettings("mongodb://user:password@db", "keys", false, null, "2026:" + base64(1));

        assertThat(settings.toString()).doesNotContain("password", base64(1));
    }

    @Test
    void the_server_of_the_ledger_keeps_no_keys_unless_that_is_allowed() {
        var same = runner.withPropertyValues(uri(), MASTER, "taskledger.mongodb.uri=" + mongo.uri());

        same.withPropertyValues("taskledger.mongodb.uri=" + mongo.uri().replace("127.0.0.1", "LOCALHOST"))
                .withPropertyValues("taskledger.keys.uri=" + mongo.uri().replace("127.0.0.1", "localhost"))
                .run(context ->
                        assertThat(sentence(context)).startsWith("taskledger.keys.uri names a server of the ledger"));
        same.run(context ->
                assertThat(sentence(context)).startsWith("taskledger.keys.uri names a server of the ledger"));
        same.withPropertyValues("taskledger.keys.beside-ledger=true")
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void servers_that_do_not_respond_are_named() {
        runner.withPropertyValues("taskledger.keys.uri=mongodb://127.0.0.1:1", MASTER)
                .run(context -> assertThat(sentence(context))
                        .startsWith("taskledger.keys.uri names servers, none of which responded"));
    }

    private static String uri() {
        return "taskledger.keys.uri=" + mongo.uri();
    }

    private static String sentence(AssertableApplicationContext context) {
        Throwable cause = context.getStartupFailure();
        assertThat(cause).isNotNull();
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }

    private static String base64(int seed) {
        var bytes = new byte[32];
        bytes[0] = (byte) seed;
        return Base64.getEncoder().encodeToString(bytes);
    }
}
