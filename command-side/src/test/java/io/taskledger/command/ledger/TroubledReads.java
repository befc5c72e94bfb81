package io.taskledger.command.ledger;

import com.mongodb.MongoTimeoutException;
import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.model.Filters;
import io.taskledger.contract.commit.CommitId;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * A collection of one lane whose reads fail for a while: no primary responds, or a new primary still shows an older
 * majority snapshot.
 */
public final class TroubledReads {

    private final AtomicInteger away = new AtomicInteger();
    private final AtomicInteger older = new AtomicInteger();
    private final AtomicInteger whole = new AtomicInteger(Integer.MAX_VALUE);
    private volatile long shown;

    /** This many reads get no response. */
    public void away(int reads) {
        away.set(reads);
    }

    /** This many reads show no commit after this position. */
    public void show(long position, int reads) {
        shown = position;
        older.set(reads);
    }

    /** The next read breaks off behind this many documents, once, as when the primary fails between two replies. */
    public void breakOffAfter(int documents) {
        whole.set(documents);
    }

    /** The number of reads that will still fail. */
    public int left() {
        return Math.max(0, away.get()) + Math.max(0, older.get());
    }

    @SuppressWarnings("unchecked") // the proxy implements the requested interface
    public MongoCollection<Document> around(MongoCollection<Document> collection) {
        return (MongoCollection<Document>) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {MongoCollection.class}, (proxy, method, arguments) -> {
                    var sent = arguments;
                    if (method.getName().equals("find") && arguments != null) {
                        if (away.getAndDecrement() > 0) {
                            throw new MongoTimeoutException("injected: no primary");
                        }
                        if (older.getAndDecrement() > 0) {
                            var seen = Filters.lt("_id", CommitId.of(0, shown + 1));
                            sent = new Object[] {Filters.and((Bson) arguments[0], seen)};
                        }
                    }
                    try {
                        var answer = method.invoke(collection, sent);
                        return switch (answer) {
                            case MongoCollection<?> other -> around((MongoCollection<Document>) other);
                            case FindIterable<?> find -> breaking(find, FindIterable.class);
                            case null, default -> answer;
                        };
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private Object breaking(Object read, Class<?> type) {
        return Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (method.getName().equals("hasNext") && whole.compareAndSet(0, Integer.MAX_VALUE)) {
                        throw new MongoTimeoutException("injected: the primary failed between two replies");
                    }
                    try {
                        var answer = method.invoke(read, arguments);
                        if (method.getName().equals("next")) {
                            whole.updateAndGet(left -> left == Integer.MAX_VALUE ? left : left - 1);
                        }
                        return switch (answer) {
                            case FindIterable<?> find -> breaking(find, FindIterable.class);
                            case MongoCursor<?> cursor -> breaking(cursor, MongoCursor.class);
                            case null, default -> answer;
                        };
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
