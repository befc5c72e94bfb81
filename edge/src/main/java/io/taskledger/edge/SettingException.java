package io.taskledger.edge;

/**
 * A setting that cannot work. Thrown while the application starts, which it ends with one sentence instead of a trace.
 */
public final class SettingException extends RuntimeException {

    /**
     * @param property the property, for example {@code taskledger.auth.issuer}
     * @param remedy what is wrong and how to mend it, continuing the sentence that the property begins
     */
    public SettingException(String property, String remedy) {
        this(property + " " + remedy);
    }

    private SettingException(String sentence) {
        super(sentence);
    }

    /** @param sentence names the property, what is wrong and how to mend it */
    public static SettingException of(String sentence) {
        return new SettingException(sentence);
    }
}
