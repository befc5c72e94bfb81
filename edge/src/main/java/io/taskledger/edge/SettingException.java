package io.taskledger.edge;

/** An invalid setting. It ends the start of the application with one sentence instead of a stack trace. */
public final class SettingException extends RuntimeException {

    /**
     * @param property the property, for example {@code taskledger.auth.issuer}
     * @param remedy what is wrong and how to fix it; continues the sentence that starts with the property
     */
    public SettingException(String property, String remedy) {
        this(property + " " + remedy);
    }

    private SettingException(String sentence) {
        super(sentence);
    }

    /** @param sentence the property, what is wrong and how to fix it */
    public static SettingException of(String sentence) {
        return new SettingException(sentence);
    }
}
