package io.taskledger.embedded.mongo;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.BsonConstants;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.util.Collection;

/** Writes documents as BSON. Stored documents, which are BSON already, are copied. */
final class BsonWriter {

    private BsonWriter() {}

    static void document(Document document, ByteBuf out) {
        int start = begin(out);
        document.forEach((name, value) -> value(name, value, out));
        end(start, out);
    }

    private static void value(String name, Object value, ByteBuf out) {
        switch (value) {
            case StoredDocument stored -> {
                key(BsonConstants.TYPE_EMBEDDED_DOCUMENT, name, out);
                out.writeBytes(stored.bson());
            }
            case Document document -> {
                key(BsonConstants.TYPE_EMBEDDED_DOCUMENT, name, out);
                document(document, out);
            }
            case Collection<?> elements -> {
                key(BsonConstants.TYPE_ARRAY, name, out);
                int start = begin(out);
                int index = 0;
                for (var element : elements) {
                    value(Integer.toString(index++), element, out);
                }
                end(start, out);
            }
            case String text -> {
                key(BsonConstants.TYPE_UTF8_STRING, name, out);
                int start = out.writerIndex();
                out.writeIntLE(0);
                int length = ByteBufUtil.writeUtf8(out, text);
                out.writeByte(0);
                out.setIntLE(start, length + 1);
            }
            case null, default -> {
                byte type = BsonEncoder.determineType(value);
                key(type, name, out);
                BsonEncoder.encodeValue(type, value, out);
            }
        }
    }

    private static void key(byte type, String name, ByteBuf out) {
        out.writeByte(type);
        out.writeBytes(name.getBytes(UTF_8));
        out.writeByte(0);
    }

    private static int begin(ByteBuf out) {
        int start = out.writerIndex();
        out.writeIntLE(0);
        return start;
    }

    private static void end(int start, ByteBuf out) {
        out.writeByte(0);
        out.setIntLE(start, out.writerIndex() - start);
    }
}
