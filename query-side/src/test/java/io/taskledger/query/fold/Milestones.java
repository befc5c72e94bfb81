package io.taskledger.query.fold;

import static io.taskledger.query.fold.Edits.EDITS;

import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;

/** A log of the changes of a summary: what is derived may itself be a source. */
public final class Milestones implements LogProjection<Long> {

    public static final Milestones MILESTONES = new Milestones();

    private Milestones() {}

    @Override
    public String collection() {
        return "milestones";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public List<Bson> indexes() {
        return List.of();
    }

    @Override
    public DocumentProjection<Long> source() {
        return EDITS;
    }

    @Override
    public void write(DocumentChange<Long> change, Document document) {
        document.append("owner", change.id()).append("edits", change.after());
    }
}
