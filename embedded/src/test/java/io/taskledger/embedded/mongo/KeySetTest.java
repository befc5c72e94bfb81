package io.taskledger.embedded.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeySetTest {

    /** Letters of few kinds make keys that share much, one long run makes numbers above 127. */
    private static byte[] key(Random random) {
        var key = new byte[random.nextInt(20) == 0 ? 130 + random.nextInt(200) : 1 + random.nextInt(12)];
        for (int i = 0; i < key.length; i++) {
            key[i] = (byte) (i < 120 && key.length > 130 ? 1 : random.nextInt(3) - 1);
        }
        return key;
    }

    private static List<String> read(KeyCursor cursor) {
        var keys = new ArrayList<String>();
        while (cursor.next()) {
            keys.add(HexFormat.of().formatHex(cursor.key(), 0, cursor.length()));
        }
        return keys;
    }

    private static List<String> hex(Iterable<byte[]> keys) {
        var all = new ArrayList<String>();
        keys.forEach(key -> all.add(HexFormat.of().formatHex(key)));
        return all;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void it_is_a_sorted_set(long seed) {
        var random = new Random(seed);
        var keys = new KeySet();
        NavigableSet<byte[]> model = new TreeSet<>(Arrays::compareUnsigned);
        for (int i = 0; i < 6_000; i++) {
            var key = key(random);
            if (random.nextInt(10) < (i < 4_000 ? 7 : 3)) {
                assertThat(keys.add(key, key.length)).isEqualTo(model.add(key));
            } else {
                assertThat(keys.remove(key, key.length)).isEqualTo(model.remove(key));
            }
            if (i % 500 == 0) {
                var from = key(random);
                var to = key(random);
                var expected = Arrays.compareUnsigned(from, to) < 0
                        ? model.subSet(from, true, to, false)
                        : new TreeSet<byte[]>(model.comparator());
                assertThat(read(keys.rising(from, to))).isEqualTo(hex(expected));
                assertThat(read(keys.falling(from, to))).isEqualTo(hex(expected).reversed());
                assertThat(keys.estimate(from, to)).isLessThanOrEqualTo(model.size());
            }
        }
        assertThat(keys.size()).isEqualTo(model.size());
        assertThat(read(keys.rising(new byte[0], new byte[] {-1, -1, -1, -1})))
                .containsAll(hex(model.headSet(new byte[] {-1, -1, -1, -1})));
        hex(model)
                .forEach(key -> assertThat(keys.remove(HexFormat.of().parseHex(key), key.length() / 2))
                        .isTrue());
        assertThat(keys.size()).isZero();
        assertThat(read(keys.rising(new byte[0], new byte[] {-1}))).isEmpty();
    }

    @org.junit.jupiter.api.Test
    void a_few_keys_are_counted_exactly_and_many_nearly() {
        var keys = new KeySet();
        for (int i = 0; i < 100_000; i++) {
            var key = key(i);
            keys.add(key, key.length);
        }

        assertThat(keys.estimate(key(10_000), key(10_500))).isEqualTo(500);
        assertThat(keys.estimate(key(0), key(100_000))).isBetween(95_000L, 105_000L);
        assertThat(keys.estimate(key(7), key(7))).isZero();
        assertThat(keys.bytes()).isLessThan(100_000 * 8);
    }

    private static byte[] key(int number) {
        return new byte[] {1, 2, 3, 4, (byte) (number >> 16), (byte) (number >> 8), (byte) number, 9, 9, 9};
    }
}
