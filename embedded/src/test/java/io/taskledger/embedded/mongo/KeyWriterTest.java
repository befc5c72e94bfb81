package io.taskledger.embedded.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.BsonTimestamp;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.MaxKey;
import de.bwaldvogel.mongo.bson.MinKey;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyWriterTest {

    /** As in MongoDB's manual, "Comparison/Sort Order". */
    private static final List<Object> RISING = List.of(
            MinKey.getInstance(),
            Missing.getInstance(),
            Double.NaN,
            Double.NEGATIVE_INFINITY,
            Long.MIN_VALUE,
            -(1L << 53) - 1,
            -(1L << 53),
            -1.5,
            -1,
            0L,
            Double.MIN_VALUE,
            1,
            1.5,
            2L,
            1L << 53,
            (1L << 53) + 1,
            1L << 62,
            (1L << 62) + 1,
            Long.MAX_VALUE,
            0x1p63,
            Double.MAX_VALUE,
            Double.POSITIVE_INFINITY,
            "",
            "\0",
            "\0a",
            "A",
            "a",
            "a\0",
            "a\0\0",
            "aa",
            "b",
            "\u00e9",
            "\uffee",
            "\ud83c\udf89",
            new Document(),
            new Document("a", 1),
            new Document("a", 1).append("b", 1),
            new Document("a", 2),
            new Document("a", "1"),
            new BinData(new byte[] {9}),
            new BinData(new byte[] {1, 1}),
            new BinData(new byte[] {1, -1}),
            new ObjectId("000000000000000000000001"),
            new ObjectId("ff0000000000000000000001"),
            false,
            true,
            Instant.EPOCH.minusMillis(1),
            Instant.EPOCH,
            Instant.parse("2026-11-25T00:00:00Z"),
            new BsonTimestamp(1),
            new BsonTimestamp(-1),
            MaxKey.getInstance());

    @Test
    void bytes_have_the_order_of_values() {
        for (int i = 0; i < RISING.size(); i++) {
            for (int j = 0; j < RISING.size(); j++) {
                assertThat(Integer.signum(
                                Arrays.compareUnsigned(KeyWriter.of(RISING.get(i)), KeyWriter.of(RISING.get(j)))))
                        .as("%s and %s", RISING.get(i), RISING.get(j))
                        .isEqualTo(Integer.compare(i, j));
            }
        }
    }

    @Test
    void inverted_bytes_have_the_opposite_order_whatever_follows() {
        for (int i = 0; i < RISING.size(); i++) {
            for (int j = 0; j < i; j++) {
                var greater = inverted(RISING.get(i), MaxKey.getInstance());
                var smaller = inverted(RISING.get(j), MinKey.getInstance());

                assertThat(Arrays.compareUnsigned(greater, smaller))
                        .as("%s and %s", RISING.get(i), RISING.get(j))
                        .isNegative();
            }
        }
    }

    private static byte[] inverted(Object value, Object next) {
        var writer = new KeyWriter();
        writer.inverted(value);
        writer.value(next);
        return writer.toBytes();
    }

    @Test
    void equal_numbers_of_different_types_have_equal_bytes() {
        assertThat(KeyWriter.of(1)).isEqualTo(KeyWriter.of(1L)).isEqualTo(KeyWriter.of(1.0));
        assertThat(KeyWriter.of(0.0)).isEqualTo(KeyWriter.of(-0.0)).isEqualTo(KeyWriter.of(0));
    }

    @Test
    void a_comparison_accepts_values_of_its_own_type_only() {
        for (var value : List.of(1, "a", true, Instant.EPOCH)) {
            for (var other : RISING) {
                var bytes = KeyWriter.of(other);
                var both = List.of(Interval.compared("$lt", value), Interval.compared("$gte", value));

                assertThat(both.stream().anyMatch(interval -> interval.contains(bytes, bytes.length)))
                        .as("%s and %s", value, other)
                        .isEqualTo(KeyWriter.of(value)[0] == bytes[0]);
            }
        }
    }
}
