package parvis.console;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --files}: where pictures and files are kept, when several programs share them. */
final class FilesOption {
    @Option(
            names = "--files",
            paramLabel = "DIR",
            description = "directory of pictures and files, the same for all programs on one database (DATA/files)")
    @Nullable
    Path directory;
}
