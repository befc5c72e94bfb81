package io.taskledger.standalone;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A headless Chromium that shows one page. */
final class Browser implements AutoCloseable {

    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

    private final Process process;

    private Browser(Process process) {
        this.process = process;
    }

    /** Skips the test if there is no Chromium; {@code CHROME_BIN} names one that is not on the path. */
    static void require() {
        assumeTrue(program().isPresent(), "There is no Chromium");
    }

    /** @param folder the folder for its profile and log */
    static Browser open(String url, Path folder) throws IOException {
        var builder = new ProcessBuilder(
                        program().orElseThrow().toString(),
                        "--headless",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--no-sandbox", // required to start as root in a container
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--no-first-run",
                        "--user-data-dir=" + Files.createTempDirectory(folder, "profile"),
                        url)
                .redirectErrorStream(true)
                .redirectOutput(Files.createTempFile(folder, "chromium", ".log").toFile());
        builder.command().add("--remote-debugging-port=0"); // keeps it open
        return new Browser(builder.start());
    }

    private static Optional<Path> program() {
        return Stream.concat(
                        Stream.of(System.getenv("CHROME_BIN"))
                                .filter(Objects::nonNull)
                                .map(Path::of),
                        Stream.of(System.getenv("PATH").split(":"))
                                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name))))
                .filter(Files::isExecutable)
                .findFirst();
    }

    @Override
    public void close() throws InterruptedException {
        var children = process.descendants().toList();
        process.destroy();
        process.waitFor(1, TimeUnit.MINUTES);
        children.forEach(ProcessHandle::destroyForcibly);
    }
}
