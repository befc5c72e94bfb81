package io.taskledger.edge;

import io.taskledger.edge.auth.Caller;
import io.taskledger.edge.auth.PublicRoutes;
import io.taskledger.edge.problem.ProblemException;
import io.taskledger.edge.route.ServedBy;
import io.taskledger.edge.route.Side;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Callable;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The smallest service behind the edge. */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import({EdgeConfiguration.class, EdgeApplication.Routes.class, EdgeApplication.Search.class})
class EdgeApplication {

    @Bean
    PublicRoutes publicRoutes() {
        return PublicRoutes.of("/open");
    }

    record Note(String text, int count) {}

    /** A query with a body. */
    @RestController
    @ServedBy(Side.QUERY)
    static class Search {

        @PostMapping("/search/{word}")
        Map<String, String> search(@PathVariable String word) {
            return Map.of("found", word);
        }
    }

    @RestController
    static class Routes {

        @GetMapping("/open")
        Map<String, String> open() {
            return Map.of("open", "yes");
        }

        @GetMapping("/long")
        ResponseEntity<byte[]> page(@RequestParam String tag, @RequestParam int length) {
            return ResponseEntity.ok()
                    .contentType(MediaType.APPLICATION_JSON)
                    .eTag(tag)
                    .body(("\"" + "a".repeat(length) + "\"").getBytes(StandardCharsets.US_ASCII));
        }

        @GetMapping("/me")
        Map<String, String> me(Caller caller) {
            return Map.of("id", caller.id());
        }

        @GetMapping("/admin")
        Map<String, String> admin(Caller caller) {
            caller.requireRole("admin");
            return Map.of("id", caller.id());
        }

        @GetMapping("/users")
        Map<String, String> user(Caller caller, @RequestParam String id, @RequestParam(defaultValue = "1") int count) {
            caller.requireSelf(id);
            return Map.of("id", id);
        }

        @PostMapping(path = "/notes", consumes = "application/json", produces = "application/json")
        Note note(@RequestBody Note note) {
            return note;
        }

        @GetMapping("/thread")
        Map<String, Boolean> thread() {
            return Map.of("virtual", Thread.currentThread().isVirtual());
        }

        @GetMapping("/later")
        Callable<Map<String, String>> later(Caller caller) {
            return () -> Map.of("id", caller.id());
        }

        @GetMapping("/broken")
        void broken() {
            throw new IllegalStateException("secret of alice@example.com");
        }

        @GetMapping("/broken-pipe-to-the-database")
        void brokenPipe() {
            throw new IllegalStateException("Exception sending message", new IOException("Broken pipe"));
        }

        @GetMapping("/conflict")
        void conflict() {
            throw new ProblemException(409, "conflict", "Somebody else was first").withRetryAfter(1);
        }
    }
}
