package io.taskledger.standalone;

import java.time.Duration;
import org.springframework.context.ApplicationContext;

/** What the terminal shows when everything is ready. */
final class Welcome {

    private Welcome() {}

    /** @param full whether commands are refused because the memory is full */
    static void print(Settings settings, ApplicationContext context, boolean full, long begun) {
        System.out.printf(
                """

                Taskledger is ready after %.1f s: %s/
                Its data is in %s (Kafka's log, from which all else is rebuilt). Ctrl-C stops it.
                %s%s
                Try it, from another terminal:

                %s
                """,
                Duration.ofNanos(System.nanoTime() - begun).toMillis() / 1000.0,
                settings.origin(),
                settings.data(),
                users(settings.users()),
                full ? MemoryGuard.WHEN_FULL + "%n".formatted() : "",
                context.getBean(PageTexts.class).curl().indent(2));
    }

    private static String users(Users users) {
        return users.auth() == null
                ? ""
                : "It accepts the tokens of %s, for pages of %s.%n".formatted(users.issuer(), users.frontends());
    }
}
