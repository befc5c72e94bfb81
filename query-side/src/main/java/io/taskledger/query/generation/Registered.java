package io.taskledger.query.generation;

import io.taskledger.query.store.Generation;
import org.bson.Document;

/**
 * A generation as it is registered.
 *
 * @param version the projections and versions that fill it
 * @param complete whether it has once contained everything that the topic had; it then serves, or has served
 */
public record Registered(Generation generation, String version, boolean complete) {

    static Registered of(Document document) {
        return new Registered(
                new Generation(document.getString("group"), document.getInteger("number")),
                document.getString("version"),
                document.getBoolean("complete", false));
    }

    static String id(Generation generation) {
        return generation.group() + "/" + generation.number();
    }

    Document document() {
        return new Document("_id", id(generation))
                .append("group", generation.group())
                .append("number", generation.number())
                .append("version", version)
                .append("complete", complete);
    }
}
