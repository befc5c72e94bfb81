package io.taskledger.standalone;

import java.time.Duration;
import org.springframework.context.ApplicationContext;

/** What the terminal shows once everything answers. */
final class Welcome {

    private Welcome() {}

    static void print(Settings settings, ApplicationContext context, long begun) {
        System.out.printf(
                """

                Taskledger is ready after %.1f s: %s/
                Its data is in %s (Kafka's log, from which all else is rebuilt). Ctrl-C stops it.

                Try it, from another terminal:

                %s
                """,
                Duration.ofNanos(System.nanoTime() - begun).toMillis() / 1000.0,
                settings.origin(),
                settings.data(),
                context.getBean(PageTexts.class).curl().indent(2));
    }
}
