package io.taskledger.command.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClients;
import io.taskledger.embedded.EmbeddedMongo;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.junit.jupiter.api.Test;

/** An index that takes longer than the client's time-out. */
class SlowIndexTest {

    private static final int READ_TIME_OUT = 500;
    private static final long INDEX = 1_500;

    @Test
    void an_index_may_take_longer_to_make_than_any_other_answer() throws IOException {
        try (var mongo = EmbeddedMongo.start();
                var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            var target = URI.create(mongo.uri());
            Thread.startVirtualThread(() -> forward(server, target.getHost(), target.getPort()));
            var settings = MongoClientSettings.builder()
                    .applyConnectionString(new ConnectionString("mongodb://127.0.0.1:" + server.getLocalPort()))
                    .applyToSocketSettings(socket -> socket.readTimeout(READ_TIME_OUT, TimeUnit.MILLISECONDS))
                    .build();
            try (var client = MongoClients.create(settings)) {
                var collection = client.getDatabase("slow").getCollection("commits");

                new CommitStore(collection).prepare();

                assertThat(collection
                                .listIndexes()
                                .map(index -> index.get("key", Document.class).keySet()))
                        .hasSize(3);
            }
        }
    }

    private static void forward(ServerSocket server, String host, int port) {
        try {
            while (true) {
                var near = server.accept();
                var far = new Socket(host, port);
                pump(near.getInputStream(), far.getOutputStream(), true);
                pump(far.getInputStream(), near.getOutputStream(), false);
            }
        } catch (IOException e) {
            // the test has ended
        }
    }

    private static void pump(InputStream from, OutputStream to, boolean requests) {
        Thread.startVirtualThread(() -> {
            var bytes = new byte[65_536];
            try {
                for (int n = from.read(bytes); n > 0; n = from.read(bytes)) {
                    if (requests && new String(bytes, 0, n, StandardCharsets.ISO_8859_1).contains("createIndexes")) {
                        Thread.sleep(INDEX);
                    }
                    to.write(bytes, 0, n);
                    to.flush();
                }
            } catch (IOException e) {
                // the test has ended
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }
}
