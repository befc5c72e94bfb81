package io.taskledger.command.axon;

import com.mongodb.client.MongoCollection;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** A collection whose queries for one owner hang until they are released. */
final class SlowReads {

    private final MongoCollection<Document> collection;
    private final CountDownLatch held = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private volatile @Nullable String owner;

    SlowReads(MongoCollection<Document> collection) {
        this.collection = around(collection);
    }

    MongoCollection<Document> collection() {
        return collection;
    }

    void hold(String whose) {
        owner = whose;
    }

    void awaitHeld() throws InterruptedException {
        if (!held.await(1, TimeUnit.MINUTES)) {
            throw new AssertionError("Nobody asked about " + owner);
        }
    }

    void release() {
        released.countDown();
    }

    @SuppressWarnings("unchecked") // the proxy implements the requested interface
    private MongoCollection<Document> around(MongoCollection<Document> target) {
        return (MongoCollection<Document>) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {MongoCollection.class}, (proxy, method, arguments) -> {
                    var whose = owner;
                    if (method.getName().equals("find") && whose != null && asksFor(whose, arguments)) {
                        held.countDown();
                        released.await();
                    }
                    try {
                        var answer = method.invoke(target, arguments);
                        return answer instanceof MongoCollection<?> other
                                ? around((MongoCollection<Document>) other)
                                : answer;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static boolean asksFor(String owner, Object @Nullable [] query) {
        return query != null && query.length == 1 && query[0].toString().contains("value=" + owner + "}");
    }
}
