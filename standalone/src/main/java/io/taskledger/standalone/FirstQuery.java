package io.taskledger.standalone;

import io.taskledger.embedded.issuer.Issuer;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import org.springframework.context.ApplicationContext;

/**
 * A query over HTTP with a token of the development issuer. The first one makes the service fetch its own keys, with
 * deadlines that a slow machine misses; whoever asks after it is not told to come back later. Nothing is tried where
 * another server issues the tokens, which need not run yet.
 */
final class FirstQuery {

    private static final int UNAVAILABLE = 503;
    private static final int PAUSE_MS = 200;
    private static final int TIMEOUT_MS = 60_000;

    private FirstQuery() {}

    /** Returns once the answer is any other than "not now". */
    static void await(ApplicationContext context) throws InterruptedException {
        Issuer issuer = context.getBeanProvider(Issuer.class).getIfAvailable();
        if (issuer == null) {
            return;
        }
        while (!isAnswered(issuer)) {
            Thread.sleep(PAUSE_MS);
        }
    }

    private static boolean isAnswered(Issuer issuer) {
        try {
            var query = (HttpURLConnection)
                    URI.create(issuer.origin() + "/api/tasks?limit=1").toURL().openConnection();
            query.setConnectTimeout(TIMEOUT_MS);
            query.setReadTimeout(TIMEOUT_MS);
            query.setRequestProperty("Authorization", "Bearer " + issuer.token("taskledger", null));
            return query.getResponseCode() != UNAVAILABLE;
        } catch (IOException e) {
            return false; // too slow even for that
        }
    }
}
