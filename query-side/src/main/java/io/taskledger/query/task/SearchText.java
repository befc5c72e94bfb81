package io.taskledger.query.task;

import java.text.Normalizer;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The form of a text in which case, accents and compatibility variants make no difference (Unicode NFKD without marks,
 * lower case). Applied to stored tasks and to search texts, so that both agree.
 */
public final class SearchText {

    /** Longer words are cut, in stored tasks and in search texts. */
    private static final int MAX_WORD_LENGTH = 50;

    private static final int MAX_SORT_KEY_LENGTH = 200;
    private static final Pattern NUMBER = Pattern.compile("0*([0-9]+)");

    private SearchText() {}

    /** The different words of the texts, sorted. Each ideograph is a separate word. */
    public static List<String> words(String... texts) {
        var words = new TreeSet<String>();
        for (var text : texts) {
            split(folded(text), words);
        }
        return List.copyOf(words);
    }

    /** The different forms of tags under which they are found, sorted. */
    public static List<String> tagKeys(List<String> tags) {
        return tags.stream().map(SearchText::folded).distinct().sorted().toList();
    }

    /**
     * The sort key of a text; numbers are sorted by value: 9 before 10. Cut so that index entries and cursors do not
     * become too long.
     */
    public static String sortKey(String text) {
        var folded = counted(folded(text));
        if (folded.length() <= MAX_SORT_KEY_LENGTH) {
            return folded;
        }
        return folded.substring(
                0,
                Character.isHighSurrogate(folded.charAt(MAX_SORT_KEY_LENGTH - 1))
                        ? MAX_SORT_KEY_LENGTH - 1
                        : MAX_SORT_KEY_LENGTH);
    }

    /** Puts the length of every number in front of it, in two digits and without leading zeros. */
    private static String counted(String text) {
        return NUMBER.matcher(text).replaceAll(found -> {
            var digits = found.group(1);
            return (digits.length() < 10 ? "0" : "") + Math.min(digits.length(), 99) + digits;
        });
    }

    private static String folded(String text) {
        if (isAscii(text)) {
            return text.toLowerCase(Locale.ROOT); // the same result for ASCII, but much faster
        }
        var folded = new StringBuilder(text.length());
        var decomposed = Normalizer.normalize(text, Normalizer.Form.NFKD);
        decomposed.codePoints().filter(c -> !isMark(c)).forEach(c -> folded.appendCodePoint(lower(c)));
        return folded.toString();
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0x7f) {
                return false;
            }
        }
        return true;
    }

    private static boolean isMark(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK -> true;
            default -> false;
        };
    }

    /** Via upper case, which makes the two lower-case forms of sigma equal. */
    private static int lower(int codePoint) {
        return Character.toLowerCase(Character.toUpperCase(codePoint));
    }

    private static void split(String text, Collection<String> words) {
        var word = new StringBuilder();
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            if (Character.isIdeographic(c)) {
                end(word, words);
                words.add(Character.toString(c));
            } else if (!Character.isLetterOrDigit(c)) {
                end(word, words);
            } else if (word.length() < MAX_WORD_LENGTH) {
                word.appendCodePoint(c);
            }
        }
        end(word, words);
    }

    private static void end(StringBuilder word, Collection<String> words) {
        if (!word.isEmpty()) {
            words.add(word.toString());
            word.setLength(0);
        }
    }
}
