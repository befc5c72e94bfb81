package io.taskledger.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A flight recording (JFR) of each process of a site, for one operation after its warm-up. */
final class Recording implements AutoCloseable {

    private final Site site;
    private final Path folder;
    private final String operation;

    private Recording(Site site, Path folder, String operation) {
        this.site = site;
        this.folder = folder;
        this.operation = operation;
    }

    static Recording start(Site site, Path folder, String operation) throws IOException {
        Files.createDirectories(folder);
        var recording = new Recording(site, folder, operation);
        for (var process : site.processes()) {
            recording.jcmd(process, "JFR.start", "name=load", "settings=profile");
        }
        return recording;
    }

    @Override
    public void close() throws IOException {
        for (var process : site.processes()) {
            var file = folder.resolve(site.shape().label() + "-" + process.name() + "-" + operation + ".jfr");
            jcmd(process, "JFR.stop", "name=load", "filename=" + file);
        }
    }

    private void jcmd(JavaProcess process, String... command) throws IOException {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(process.pid())));
        line.addAll(List.of(command));
        try {
            new ProcessBuilder(line)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
