package io.taskledger.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Texts of the page: command lines to paste, with the address of this process, and the API description. */
@RestController
final class PageTexts {

    private static final String DEFAULT_ORIGIN = "http://127.0.0.1:8080";
    private static final String DEFAULT_AUTH = "http://localhost:3000";

    private final String curl;
    private final String openApi = read("openapi.yaml");

    /** @param auth base URL of the server that signs users in; empty if tokens are issued here */
    PageTexts(
            @Value("${taskledger.standalone.origin}") String origin,
            @Value("${taskledger.standalone.auth}") String auth) {
        var lines = read("curl-lines.sh").replace(DEFAULT_ORIGIN, origin);
        curl = auth.isEmpty()
                ? lines
                : read("token-elsewhere.sh").replace(DEFAULT_AUTH, auth) + lines.substring(lines.indexOf('\n') + 1);
    }

    @GetMapping(path = "/curl.txt", produces = MediaType.TEXT_PLAIN_VALUE)
    String curl() {
        return curl;
    }

    /** The API description of both sides. */
    @GetMapping(path = "/openapi.yaml", produces = MediaType.APPLICATION_YAML_VALUE)
    String openApi() {
        return openApi;
    }

    private static String read(String resource) {
        try (var content = new ClassPathResource(resource).getInputStream()) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
