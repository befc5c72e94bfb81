package io.taskledger.query.task;

import java.text.Normalizer;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/**
 * The form of a text in which case, accents and compatibility variants make no difference (Unicode NFKD without marks,
 * lower case). Written with tasks and applied to what is searched for, so both always agree.
 */
public final class SearchText {

    /** Longer words are cut, here and in what is searched for: nobody types more. */
    private static final int WORD = 50;

    private static final int SORT_KEY = 200;

    private SearchText() {}

    /** The different words of the texts, sorted. An ideograph is a word of its own. */
    public static List<String> words(String... texts) {
        var words = new TreeSet<String>();
        for (var text : texts) {
            split(folded(text), words);
        }
        return List.copyOf(words);
    }

    /** What a text is sorted by; cut where it would make an index entry or a cursor too long. */
    public static String sortKey(String text) {
        var folded = folded(text);
        if (folded.length() <= SORT_KEY) {
            return folded;
        }
        return folded.substring(0, Character.isHighSurrogate(folded.charAt(SORT_KEY - 1)) ? SORT_KEY - 1 : SORT_KEY);
    }

    private static String folded(String text) {
        if (isAscii(text)) {
            return text.toLowerCase(Locale.ROOT); // what the rest comes to, in a fraction of the time
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

    /** By way of upper case, which makes the two forms of a final sigma one. */
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
            } else if (word.length() < WORD) {
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
