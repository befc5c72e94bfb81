package io.taskledger.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.util.FileSystemUtils;

/**
 * The same jar with its libraries in a folder beside it, as Spring Boot's own tool unpacks it. It starts with half the
 * CPU that the jar with jars inside takes.
 */
final class UnpackedJar {

    private static final Map<Path, Path> UNPACKED = new ConcurrentHashMap<>();

    private UnpackedJar() {}

    /** Unpacked once in a test run. */
    static Path of(Path jar) {
        return UNPACKED.computeIfAbsent(jar, UnpackedJar::unpack);
    }

    private static Path unpack(Path jar) {
        var name = jar.getFileName().toString();
        var folder = Path.of("target/unpacked", name.replace(".jar", ""));
        try {
            FileSystemUtils.deleteRecursively(folder);
            Files.createDirectories(folder.getParent());
            var tool = new ProcessBuilder(
                            ServerProcess.JAVA.getFirst(),
                            "-XX:TieredStopAtLevel=1",
                            "-Djarmode=tools",
                            "-jar",
                            jar.toString(),
                            "extract",
                            "--destination",
                            folder.toString())
                    .inheritIO()
                    .start();
            if (tool.waitFor() != 0) {
                throw new AssertionError("Cannot unpack " + jar);
            }
            return folder.resolve(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
