package io.taskledger.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;
import org.springframework.util.FileSystemUtils;

/**
 * One process of the jar that {@code ./run} runs, for all test classes that can share its data. It starts at its first
 * use and is stopped after the last test. Found by JUnit through {@code META-INF/services}.
 */
public final class SharedStandalone implements LauncherSessionListener {

    static final int PORT = ServerProcess.freePort();
    static final String ORIGIN = "http://127.0.0.1:" + PORT;

    private static @Nullable Path folder;
    private static @Nullable ServerProcess process;

    /** The process, ready. */
    static synchronized ServerProcess running() {
        if (process == null) {
            process = ServerProcess.standalone(data(), PORT).awaitPrinted("Taskledger is ready");
        }
        return process;
    }

    /** {@code kill -9}; the next use starts another process with the same data. */
    static synchronized void kill() throws InterruptedException {
        running().kill();
        process = null;
    }

    static synchronized Path data() {
        try {
            folder = folder == null ? Files.createTempDirectory("taskledger-shared") : folder;
            return folder.resolve("data");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void launcherSessionClosed(LauncherSession session) {
        stop();
    }

    private static synchronized void stop() {
        try {
            if (process != null) {
                process.close();
            }
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
