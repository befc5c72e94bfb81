package io.taskledger.command.ledger;

import com.mongodb.MongoTimeoutException;
import com.mongodb.client.MongoCollection;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.bson.Document;

/** A collection whose inserts fail or are slow; a supplier decides how, for each insert. */
public final class FaultyCollection {

    public enum Fault {
        NONE,
        LOST_BEFORE_IT_ARRIVED,
        ACKNOWLEDGEMENT_LOST,
        HALF_OF_IT_ARRIVED,
        SENT_TWICE,
        /** The caller gives up; the insert reaches the server later. */
        LANDS_LATER
    }

    private final Supplier<Fault> faults;
    private final Runnable latency;
    private final Consumer<Runnable> later;

    /** @param later keeps the delayed inserts, and runs them */
    FaultyCollection(Supplier<Fault> faults, Runnable latency, Consumer<Runnable> later) {
        this.faults = faults;
        this.latency = latency;
        this.later = later;
    }

    public FaultyCollection(Supplier<Fault> faults, Runnable latency) {
        this(faults, latency, Thread::startVirtualThread);
    }

    @SuppressWarnings("unchecked") // the proxy implements the requested interface
    public MongoCollection<Document> around(MongoCollection<Document> collection) {
        return (MongoCollection<Document>) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {MongoCollection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("bulkWrite")) {
                        return insert(collection, method, arguments);
                    }
                    var answer = invoke(collection, method, arguments);
                    return answer instanceof MongoCollection<?> other
                            ? around((MongoCollection<Document>) other)
                            : answer;
                });
    }

    private Object insert(MongoCollection<Document> collection, Method method, Object[] arguments) throws Throwable {
        latency.run();
        switch (faults.get()) {
            case NONE -> {
                return invoke(collection, method, arguments);
            }
            case LOST_BEFORE_IT_ARRIVED -> {}
            case ACKNOWLEDGEMENT_LOST -> ignoreFailure(collection, method, arguments);
            case HALF_OF_IT_ARRIVED -> {
                var all = (List<?>) arguments[0];
                var half = all.subList(0, Math.max(1, all.size() / 2));
                ignoreFailure(collection, method, new Object[] {half, arguments[1]});
            }
            case LANDS_LATER -> later.accept(() -> ignoreFailure(collection, method, arguments));
            case SENT_TWICE -> {
                invoke(collection, method, arguments);
                return invoke(collection, method, arguments);
            }
        }
        throw new MongoTimeoutException("injected");
    }

    private static void ignoreFailure(MongoCollection<Document> collection, Method method, Object[] arguments) {
        try {
            invoke(collection, method, arguments);
        } catch (Throwable ignored) {
            // the caller would not get this failure either
        }
    }

    private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
