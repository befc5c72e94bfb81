package io.taskledger.query.projection;

import com.mongodb.MongoException;
import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.bulk.BulkWriteUpsert;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.WriteModel;
import com.mongodb.client.result.InsertManyResult;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;

/** A database that fails after this many single writes, also in the middle of a bulk write. */
public final class CrashingDatabase {

    private final MongoDatabase database;
    private int left;

    private CrashingDatabase(MongoDatabase database, int left) {
        this.database = database;
        this.left = left;
    }

    public static MongoDatabase after(int writes, MongoDatabase database) {
        var crashing = new CrashingDatabase(database, writes);
        return proxy(MongoDatabase.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "getCollection" -> crashing.collection((String) arguments[0]);
            case "withWriteConcern", "withReadPreference", "withReadConcern", "withTimeout" -> proxy;
            default -> invoke(() -> method.invoke(database, arguments));
        });
    }

    private Object collection(String name) {
        var collection = database.getCollection(name);
        return proxy(MongoCollection.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "bulkWrite" -> each(collection, (List<?>) arguments[0]);
            case "insertOne", "updateOne" -> {
                spend();
                yield invoke(() -> method.invoke(collection, arguments));
            }
            case "insertMany" -> {
                each(collection, (List<?>) arguments[0]);
                yield InsertManyResult.unacknowledged(); // nobody asks
            }
            default -> invoke(() -> method.invoke(collection, arguments));
        });
    }

    @SuppressWarnings("unchecked")
    private BulkWriteResult each(MongoCollection<Document> collection, List<?> writes) {
        int matched = 0;
        var upserts = new ArrayList<BulkWriteUpsert>();
        for (var write : writes) {
            spend();
            var result = collection.bulkWrite(List.of(
                    write instanceof Document document
                            ? new InsertOneModel<>(document)
                            : (WriteModel<Document>) write));
            matched += result.getMatchedCount();
            upserts.addAll(result.getUpserts());
        }
        return BulkWriteResult.acknowledged(0, matched, 0, matched, upserts, List.of());
    }

    private void spend() {
        if (left-- <= 0) {
            throw new MongoException("Gone");
        }
    }

    @SuppressWarnings("unchecked")
    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return (T) Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler);
    }

    private interface Call {
        Object run() throws IllegalAccessException, InvocationTargetException;
    }

    private static Object invoke(Call call) throws Throwable {
        try {
            return call.run();
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
