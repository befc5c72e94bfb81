package io.taskledger.embedded.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A range of an index finds the same values whether the index is ascending or descending. */
class IntervalTest {

    private static final List<Object> VALUES = List.of(
            "",
            "ab",
            "abc",
            "abcd",
            "abd",
            Double.NEGATIVE_INFINITY,
            -1.5,
            0,
            7L,
            false,
            true,
            new BinData(new byte[] {0}),
            new BinData(new byte[] {9, 9}),
            new ObjectId(new byte[12]));

    @ParameterizedTest
    @ValueSource(strings = {"$lt", "$lte", "$gt", "$gte"})
    void what_is_compared(String operator) {
        for (var limit : VALUES) {
            requireSame(Interval.compared(operator, limit));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "ab", "abc", "z"})
    void texts_that_begin_with_a_text(String beginning) {
        requireSame(Interval.beginning(beginning));
    }

    private static void requireSame(Interval interval) {
        for (var value : VALUES) {
            var bytes = KeyWriter.of(value);
            var inverted = bytes.clone();
            for (int i = 0; i < inverted.length; i++) {
                inverted[i] = (byte) ~inverted[i];
            }
            boolean contained = interval.contains(bytes, bytes.length);
            assertThat(isBetween(interval, withId(bytes)))
                    .as("%s, rising", value)
                    .isEqualTo(contained);
            assertThat(isBetween(interval.inverted(), withId(inverted)))
                    .as("%s, falling", value)
                    .isEqualTo(contained);
        }
    }

    /** A key of an index ends with that of the document. */
    private static byte[] withId(byte[] value) {
        var key = Arrays.copyOf(value, value.length + 1);
        key[value.length] = KeyWriter.of(1)[0];
        return key;
    }

    /** As a scan of an index does. */
    private static boolean isBetween(Interval interval, byte[] key) {
        return Arrays.compareUnsigned(interval.from().behind(new byte[0]), key) <= 0
                && Arrays.compareUnsigned(key, interval.to().behind(new byte[0])) < 0;
    }
}
