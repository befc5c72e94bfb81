package io.taskledger.node.log;

import io.taskledger.contract.commit.Commit;
import io.taskledger.contract.commit.CommitCodec;
import java.util.Date;
import org.bson.Document;
import org.bson.types.Binary;

/** A commit as a document: its bytes, and the few fields for look-ups. Only the bytes are read back. */
public final class CommitDocuments {

    public static final String ID = "_id";
    public static final String OWNER = "owner";
    public static final String STREAMS = "streams";
    public static final String KEY = "key";
    public static final String TIME = "time";
    public static final String COMMIT = "commit";
    public static final String HASH = "hash";
    public static final String BYTES = "bytes";

    private CommitDocuments() {}

    public static Document write(Commit commit) {
        var content = commit.content();
        var document = new Document(ID, commit.id())
                .append(OWNER, content.owner())
                .append(
                        STREAMS,
                        content.events().stream()
                                .map(event -> event.stream().name())
                                .distinct()
                                .toList());
        if (content.idempotency() != null) {
            document.append(KEY, content.idempotency().key());
        }
        return document.append(TIME, Date.from(content.time()))
                .append(COMMIT, content.id().toString())
                .append(HASH, commit.hash().toString())
                .append(BYTES, new Binary(commit.bytes()));
    }

    public static Commit read(Document document) {
        return CommitCodec.decode(document.get(BYTES, Binary.class).getData());
    }
}
