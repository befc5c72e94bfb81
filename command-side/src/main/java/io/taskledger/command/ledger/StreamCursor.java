package io.taskledger.command.ledger;

import static io.taskledger.node.log.CommitCollection.available;
import static io.taskledger.node.log.CommitDocuments.ID;
import static io.taskledger.node.log.CommitDocuments.OWNER;
import static io.taskledger.node.log.CommitDocuments.STREAMS;

import com.mongodb.client.MongoCursor;
import io.taskledger.contract.commit.Commit;
import io.taskledger.contract.commit.CommitId;
import io.taskledger.node.log.CommitDocuments;
import java.util.Collections;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * An open read of an owner's streams, which must also see the head of their lane. Not thread-safe. Throws
 * {@link io.taskledger.node.log.LedgerUnavailableException}.
 */
final class StreamCursor implements AutoCloseable {

    private final MongoCursor<Document> found;
    private final String owner;
    private final List<String> streams;
    private final long after;
    private final long head;
    private boolean sawHead;

    /**
     * @param after the position of the last commit that the caller knows; the head is found even if it is that one
     * @param head the {@code _id} of the head
     */
    StreamCursor(MongoCursor<Document> found, String owner, List<String> streams, long after, long head) {
        this.found = found;
        this.owner = owner;
        this.streams = streams;
        this.after = after;
        this.head = head;
    }

    /** The next commit of the streams, or null at the end. */
    @Nullable
    Commit next() {
        while (available(found::hasNext)) {
            var document = available(found::next);
            sawHead |= document.getLong(ID) == head;
            if (CommitId.position(document.getLong(ID)) > after
                    && owner.equals(document.getString(OWNER))
                    && !Collections.disjoint(streams, document.getList(STREAMS, String.class))) {
                return CommitDocuments.read(document);
            }
        }
        return null;
    }

    /** Whether the head was seen; if not, earlier commits may be missing too. */
    boolean sawHead() {
        return sawHead;
    }

    @Override
    public void close() {
        found.close();
    }
}
