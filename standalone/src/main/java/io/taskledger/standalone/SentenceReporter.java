package io.taskledger.standalone;

import io.taskledger.edge.SettingException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Ends a failed start with one sentence, if there is one, instead of Spring's report. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class SentenceReporter implements SpringBootExceptionReporter {

    @Override
    public boolean reportException(Throwable failure) {
        var sentence = sentence(failure);
        if (sentence != null) {
            print(sentence);
        }
        return sentence != null;
    }

    static void print(String sentence) {
        System.err.println("Taskledger cannot start. " + sentence);
    }

    private static @Nullable String sentence(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CannotStartException || cause instanceof SettingException) {
                return cause.getMessage();
            }
        }
        return null;
    }
}
