package parvis.keep;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/** The directory of scheduled backups: each carries its moment in its name, and nothing else in there is touched. */
final class Shelf {
    private static final Pattern NAME = Pattern.compile("parvis-(\\d{8}T\\d{6})Z\\.parvis(\\.age)?");
    private static final DateTimeFormatter AT = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss");

    record Standing(Path file, Instant at, long bytes, boolean encrypted) {}

    private final Path directory;

    Shelf(Path directory) {
        this.directory = directory;
    }

    Path place(Instant at, boolean encrypted) {
        var moment = AT.format(at.truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC));
        return directory.resolve("parvis-" + moment + "Z.parvis" + (encrypted ? ".age" : ""));
    }

    /** The newest first. */
    List<Standing> standing() throws IOException {
        var standing = new ArrayList<Standing>();
        try (var files = Files.newDirectoryStream(directory, "parvis-*")) {
            for (var file : files) {
                var name = NAME.matcher(file.getFileName().toString());
                if (name.matches()) {
                    standing.add(new Standing(
                            file,
                            LocalDateTime.parse(name.group(1), AT).toInstant(ZoneOffset.UTC),
                            Files.size(file),
                            name.group(2) != null));
                }
            }
        } catch (NoSuchFileException swept) {
            return List.of();
        }
        standing.sort(Comparator.comparing(Standing::at).reversed());
        return standing;
    }
}
