package io.taskledger.standalone;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

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
            SentenceReporter.print(e.getMessage());
            System.exit(1);
        } catch (InterruptedException | RuntimeException e) {
            System.exit(1); // Spring has reported it
        }
    }

    private static void start(String[] args, long begun) throws InterruptedException {
        Settings settings = Settings.of(args);
        Settings.requireHeap();
        settings.requireFreePort();
        DataFolder folder = DataFolder.open(settings.data());
        Backend backend = Backend.start(folder);
        SpringApplication.getShutdownHandlers().add(() -> {
            backend.close();
            folder.close();
        });
        ConfigurableApplicationContext context =
                application(new Wiring(settings, folder, backend)).run(args);
        Readiness.await(context);
        Welcome.print(settings, context, begun);
    }

    private static SpringApplication application(Wiring wiring) {
        SpringApplication application = new SpringApplication(StandaloneConfiguration.class);
        application.setBannerMode(Banner.Mode.OFF);
        application.setLogStartupInfo(false);
        application.addInitializers(
                context -> context.getEnvironment().getPropertySources().addFirst(wiring));
        return application;
    }
}
