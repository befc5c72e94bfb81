import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.ImportOrderer;
import com.palantir.javaformat.java.JavaFormatterOptions;
import com.palantir.javaformat.java.RemoveUnusedImports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Formats (`apply`) or checks (`check`) the Java files of every module of the given project. The build runs it on the toolchain's
 * JDK, because the usual formatter plugins parse with the JDK that runs Maven, which may be too old for the sources.
 */
class Format {

    public static void main(String[] args) throws Exception {
        boolean apply = args[0].equals("apply");
        var formatter = Formatter.createFormatter(JavaFormatterOptions.builder()
                .style(JavaFormatterOptions.Style.PALANTIR)
                .formatJavadoc(true)
                .build());
        var wrong = new ArrayList<Path>();
        for (var file : sources(Path.of(args[1]))) {
            var before = Files.readString(file);
            var after = formatter.formatSource(ImportOrderer.reorderImports(
                    RemoveUnusedImports.removeUnusedImports(before), JavaFormatterOptions.Style.PALANTIR));
            if (after.equals(before)) {
                continue;
            }
            if (apply) {
                Files.writeString(file, after);
            } else {
                wrong.add(file);
            }
        }
        if (!wrong.isEmpty()) {
            wrong.forEach(file -> System.err.println("Not formatted: " + file));
            System.err.println("Run ./mvnw process-sources -Dformat.goal=apply");
            System.exit(1);
        }
    }

    private static List<Path> sources(Path project) throws Exception {
        var found = new ArrayList<Path>();
        try (var modules = Files.newDirectoryStream(project)) {
            for (var module : modules) {
                if (Files.isRegularFile(module.resolve("pom.xml"))) {
                    try (var files = Files.walk(module.resolve("src"))) {
                        files.filter(file -> file.toString().endsWith(".java")).forEach(found::add);
                    }
                }
            }
        }
        found.sort(null);
        return found;
    }
}
