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
        try (var progress = Progress.start(begun, () -> "loading classes")) {
            var application = application(settings.users());
            application.addInitializers(context -> {
                // Not earlier: Spring first sets up logging, and what is logged meanwhile is lost.
                var backend = Backend.start(folder);
                closeAtEnd(folder, backend);
                progress.now(backend::work);
                context.getEnvironment().getPropertySources().addFirst(new Wiring(settings, folder, backend));
            });
            var context = application.run(args);
            Readiness.await(context, progress);
            boolean full = context.getBean(MemoryGuard.class).isFull();
            Welcome.print(settings, context, full, begun);
        }
    }

    /** {@code ./run} makes it end before it listens, to store the loaded classes for later starts. */
    private static boolean isRehearsal() {
        return "onRefresh".equals(System.getProperty("spring.context.exit"));
    }

    private static void closeAtEnd(DataFolder folder, Backend backend) {
        SpringApplication.getShutdownHandlers().add(() -> {
            backend.close();
            folder.close();
        });
    }

    private static SpringApplication application(Users users) {
        var application = new SpringApplication(
                StandaloneConfiguration.class,
                users.auth() == null ? IssuerConfiguration.class : ElsewhereConfiguration.class);
        application.setBannerMode(Banner.Mode.OFF);
        application.setLogStartupInfo(false);
        return application;
    }
}
