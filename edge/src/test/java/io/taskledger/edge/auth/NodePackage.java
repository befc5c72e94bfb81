package io.taskledger.edge.auth;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;

/** Runs Node and npm if they are installed; otherwise the test is skipped. */
public final class NodePackage {

    private static final Pattern OFFLINE = Pattern.compile("ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENETUNREACH");

    private NodePackage() {}

    /** Skips the test if there is no Node. */
    public static void requireNode() throws IOException, InterruptedException {
        assumeTrue(
                succeeds(Path.of("."), Files.createTempFile("node", ".log"), Map.of(), "node", "--version"),
                "There is no node");
    }

    /** Installs the packages of the folder's lock file; skips the test if npm reaches no registry. */
    public static void install(Path folder) throws IOException, InterruptedException {
        var log = folder.resolve("npm.log");
        boolean done = succeeds(folder, log, Map.of(), "npm", "ci", "--no-audit", "--no-fund");
        var said = Files.readString(log);
        assumeTrue(done || !OFFLINE.matcher(said).find(), "npm reaches no registry");
        if (!done) {
            throw new IllegalStateException("npm ci failed: " + said);
        }
    }

    /**
     * Runs a command to its end.
     *
     * @return the printed output
     * @throws IllegalStateException with the printed output, if it fails
     */
    public static String run(Path folder, Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        var log = Files.createTempFile("node", ".log");
        boolean done = succeeds(folder, log, environment, command);
        var said = Files.readString(log);
        if (!done) {
            throw new IllegalStateException(String.join(" ", command) + " failed: " + said);
        }
        return said;
    }

    private static boolean succeeds(Path folder, Path log, Map<String, String> environment, String... command)
            throws InterruptedException {
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        try {
            return builder.start().waitFor() == 0;
        } catch (IOException e) {
            return false; // there is no such program
        }
    }
}
