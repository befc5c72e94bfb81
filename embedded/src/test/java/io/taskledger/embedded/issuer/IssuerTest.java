package io.taskledger.embedded.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IssuerTest {

    private final Issuer issuer = Issuer.inMemory("http://localhost:8080");

    @Test
    void a_header_names_algorithm_and_key_and_no_type() {
        assertThat(part(issuer.token("alice", null), 0))
                .isEqualTo("{\"alg\":\"EdDSA\",\"kid\":\"" + issuer.keyId() + "\"}");
    }

    @Test
    void the_claims_are_those_of_better_auth() {
        assertThat(part(issuer.token("alice", null), 1))
                .contains("\"iat\":", "\"exp\":", "\"createdAt\":", "\"updatedAt\":")
                .contains("\"iss\":\"http://localhost:8080\"", "\"aud\":\"http://localhost:8080\"")
                .contains(
                        "\"sub\":\"alice\"",
                        "\"id\":\"alice\"",
                        "\"name\":\"alice\"",
                        "\"email\":\"alice@example.com\"")
                .contains("\"emailVerified\":false", "\"image\":null")
                .doesNotContain("role");
    }

    @Test
    void a_role_is_claimed_only_if_asked_for() {
        assertThat(part(issuer.token("alice", "admin"), 1)).contains("\"role\":\"admin\"");
    }

    @Test
    void a_name_cannot_break_out_of_its_quotes() {
        assertThat(part(issuer.token("a\",\"role\":\"admin\n\\", null), 1))
                .contains("\"sub\":\"a\\\",\\\"role\\\":\\\"admin\\u000a\\\\\"");
    }

    @Test
    void a_rotation_changes_the_key_and_keeps_the_old_one_until_it_is_forgotten() {
        var before = issuer.keyId();
        issuer.rotate();
        assertThat(issuer.jwks()).contains(before, issuer.keyId());
        issuer.forgetEarlierKeys();
        assertThat(issuer.jwks()).contains(issuer.keyId()).doesNotContain(before);
    }

    @Test
    void a_kept_key_survives_a_restart_and_is_nobody_elses_to_read(@TempDir Path folder) throws IOException {
        var first = Issuer.keptIn(folder, "http://localhost:8080");
        assertThat(Issuer.keptIn(folder, "http://localhost:8080").jwks()).isEqualTo(first.jwks());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("issuer.key"))))
                .isEqualTo("rw-------");
    }

    @Test
    void a_broken_key_file_is_named(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("issuer.key"), "nonsense");
        assertThatThrownBy(() -> Issuer.keptIn(folder, "http://localhost:8080"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("issuer.key does not contain a signing key; delete it");
    }

    @Test
    void the_embedded_server_answers_the_key_set_also_after_a_restart() throws Exception {
        var embedded = EmbeddedIssuer.start();
        embedded.close();
        try (var again = EmbeddedIssuer.restart(embedded.issuer());
                var http = HttpClient.newHttpClient()) {
            var answer = http.send(
                    HttpRequest.newBuilder(URI.create(embedded.jwksUrl())).build(), BodyHandlers.ofString());
            assertThat(answer.body()).isEqualTo(embedded.issuer().jwks());
            assertThat(again.fetches()).isEqualTo(1);
        }
    }

    private static String part(String token, int index) {
        return new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[index]), StandardCharsets.UTF_8);
    }
}
