package parvis.database;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Why the data directory or its PostgreSQL cannot be used, in words for the person at the console. The kind carries
 * the exit code that the command line promises.
 */
public final class DatabaseFailure extends RuntimeException {
    /** What went wrong, as far as somebody outside must tell it apart. */
    public enum Kind {
        IN_USE(5),
        UNREADABLE(6),
        NEWER_FORMAT(6),
        OTHER_POSTGRESQL(6),
        OTHER_FILES(6),
        DISK_FULL(7),
        UNREACHABLE(8);

        private final int exitCode;

        Kind(int exitCode) {
            this.exitCode = exitCode;
        }

        public int exitCode() {
            return exitCode;
        }
    }

    private static final long serialVersionUID = 1L;

    private final Kind kind;

    DatabaseFailure(Kind kind, String message) {
        this(kind, message, null);
    }

    public DatabaseFailure(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    public int exitCode() {
        return kind.exitCode();
    }

    /** A full disk is told from the rest: the remedy is another. */
    public static DatabaseFailure of(String what, Path where, IOException cause) {
        if (isDiskFull(where, cause)) return diskFull(where, cause);
        return new DatabaseFailure(Kind.UNREADABLE, what + " " + where + ": " + reason(cause), cause);
    }

    static DatabaseFailure diskFull(Path where, @Nullable Throwable cause) {
        return new DatabaseFailure(
                Kind.DISK_FULL, "The disk that holds " + where + " is full: make room, then start again.", cause);
    }

    // The system's message is in the system's language, so the free space is asked as well.
    private static boolean isDiskFull(Path where, IOException cause) {
        if (cause instanceof NoSuchFileException
                || cause instanceof AccessDeniedException
                || cause instanceof NotDirectoryException
                || cause instanceof FileAlreadyExistsException) return false;
        var message = String.valueOf(cause.getMessage());
        if (message.contains("No space left on device") || message.contains("Disk quota exceeded")) return true;
        try {
            for (var path = where.toAbsolutePath(); path != null; path = path.getParent()) {
                if (Files.isDirectory(path)) {
                    var store = Files.getFileStore(path);
                    // The system's own trees (/proc, /sys) have no space at all, and are never full.
                    return !store.isReadOnly() && store.getTotalSpace() > 0 && store.getUsableSpace() < 64 * 1024;
                }
            }
            return false;
        } catch (IOException unknown) {
            return false;
        }
    }

    private static String reason(IOException cause) {
        return switch (cause) {
            case AccessDeniedException _ -> "permission denied";
            case NoSuchFileException _ -> "no such file or directory";
            case NotDirectoryException _ -> "it is not a directory";
            case FileAlreadyExistsException _ -> "a file of that name is in the way";
            case java.nio.file.FileSystemException e when e.getReason() != null -> e.getReason();
            default -> String.valueOf(cause.getMessage());
        };
    }
}
