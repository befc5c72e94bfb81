package io.taskledger.command.decision;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Collects the faults of texts. Lengths are counted in code points, so that an emoji of one code point counts as one
 * character.
 */
public final class Texts {

    private final List<Rejection.Field> wrong = new ArrayList<>();

    /** Checks a text of one line. */
    public void line(String field, String text, int least, int most) {
        check(field, text, least, most, Character::isISOControl);
    }

    /** Checks a text of any number of lines. */
    public void lines(String field, String text, int least, int most) {
        check(field, text, least, most, c -> Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t');
    }

    /** Adds another fault. */
    public void wrong(String field, String message) {
        wrong.add(new Rejection.Field(field, message));
    }

    /** Empty if there is no fault. */
    public List<Rejection.Field> found() {
        return List.copyOf(wrong);
    }

    private void check(String field, String text, int least, int most, IntPredicate forbidden) {
        int length = text.codePointCount(0, text.length());
        if (length < least) {
            wrong(field, "must not be empty");
        } else if (length > most) {
            wrong(field, "must have at most " + most + " characters, not " + length);
        } else {
            checkCharacters(field, text, forbidden);
        }
    }

    private void checkCharacters(String field, String text, IntPredicate forbidden) {
        for (int i = 0, point; i < text.length(); i += Character.charCount(point)) {
            point = text.codePointAt(i);
            if (forbidden.test(point)) {
                wrong(field, "must not contain control characters");
                return;
            }
            if (isLoneSurrogate(point)) {
                wrong(field, "must be well-formed Unicode");
                return;
            }
        }
    }

    private static boolean isLoneSurrogate(int point) {
        return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    }
}
