package io.taskledger.standalone.issuer;

import io.taskledger.edge.problem.ProblemException;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** There is no development issuer; responds with the server that issues tokens. */
@RestController
final class ElsewhereController {

    private final String auth;

    /** @param auth base URL of the server that signs users in */
    ElsewhereController(String auth) {
        this.auth = auth;
    }

    @SuppressWarnings("DoNotCallSuggester") // Spring calls it
    @RequestMapping("/dev/token")
    void token() {
        throw new ProblemException(
                404,
                "not-found",
                "Tokens are issued by %1$s: sign in there, then get one from %1$s/api/auth/token".formatted(auth));
    }
}
