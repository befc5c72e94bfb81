package io.taskledger.standalone;

import io.taskledger.standalone.issuer.ElsewhereConfiguration;
import io.taskledger.standalone.issuer.IssuerConfiguration;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;

/** Starts all of Taskledger in this JVM. */
public final class Standalone {

    private Standalone() {}

    /** @param args {@code --taskledger.standalone.data=DIR}, {@code --server.port=N}, or any other setting */
    public static void main(String[] args) {
        long begun = System.nanoTime();
        System.setProperty("axoniq.update-checker.disabled", "true");
        try {
            start(args, begun);
        } catch (CannotStartException e) {
            SentenceReporter.print(String.valueOf(e.getMessage()));
            System.exit(1);
        } catch (InterruptedException | RuntimeException e) {
            System.exit(1); // Spring has reported it
        }
    }

    private static void start(String[] args, long begun) throws InterruptedException {
        var settings = Settings.of(args);
        Settings.requireHeap();
        if (!isRehearsal()) {
            settings.requireFreePort();
        }
        var folder = DataFolder.open(settings.data());
        System.setProperty(
                "taskledger.standalone.broker-log", folder.brokerLog().toString());
        var backend = Backend.start(folder);
        SpringApplication.getShutdownHandlers().add(() -> {
            backend.close();
            folder.close();
        });
        try (var progress = Progress.start(begun, backend::work)) {
            var context = application(settings.users(), new Wiring(settings, folder, backend))
                    .run(args);
            Readiness.await(context, progress);
            boolean full = context.getBean(MemoryGuard.class).isFull();
            Welcome.print(settings, context, full, begun);
        }
    }

    /** {@code ./run} makes it end before it listens, to store the loaded classes for later starts. */
    private static boolean isRehearsal() {
        return "onRefresh".equals(System.getProperty("spring.context.exit"));
    }

    private static SpringApplication application(Users users, Wiring wiring) {
        var application = new SpringApplication(
                StandaloneConfiguration.class,
                users.auth() == null ? IssuerConfiguration.class : ElsewhereConfiguration.class);
        application.setBannerMode(Banner.Mode.OFF);
        application.setLogStartupInfo(false);
        application.addInitializers(
                context -> context.getEnvironment().getPropertySources().addFirst(wiring));
        return application;
    }
}
