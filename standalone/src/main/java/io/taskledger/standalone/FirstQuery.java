package io.taskledger.standalone;

import io.taskledger.embedded.issuer.Issuer;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import org.springframework.context.ApplicationContext;

/**
 * A query over HTTP with a token of the development issuer. The first query makes the service fetch its own keys, with
 * deadlines that a slow machine may miss; later queries then do not get a 503 for it. Nothing is sent if another server
 * issues the tokens, because that server may not run yet.
 */
final class FirstQuery {

    private static final int UNAVAILABLE = 503;
    private static final int PAUSE_MS = 200;
    private static final int TIMEOUT_MS = 60_000;

    private FirstQuery() {}

    /** Returns when the status is not 503. */
    static void await(ApplicationContext context) throws InterruptedException {
        var issuer = context.getBeanProvider(Issuer.class).getIfAvailable();
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
            return false; // too slow; try again
        }
    }
}
