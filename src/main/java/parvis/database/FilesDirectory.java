package parvis.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The directory of a house's files bears a name (in {@code name}), and the database knows it: so no program takes for it the
 * directory of another node, an empty mount point or the files of another house.
 *
 * <p>The database knows it by a comment on a schema, which stands in no backup; what takes the place of a house takes it over.
 */
public final class FilesDirectory {
    private static final String SCHEMA = "rights";
    private static final String WORD = "files ";
    /** The name is chosen, and perhaps not yet written into the directory. */
    private static final String BEGUN = "begun ";

    private static final long LOCK = 7279;

    private record Known(String name, boolean begun) {}

    private FilesDirectory() {}

    /**
     * Makes sure that it is the house's; the first is.
     *
     * @param own whether it lies in the data directory, which nobody else can have
     * @param adopt whether it shall be from now on, whatever was before
     * @throws DatabaseFailure when it is not, with words that say what to do
     */
    public static void meet(DatabaseLocation at, Path directory, boolean own, boolean adopt) {
        try (var owner = Migrations.connect(at)) {
            Migrations.execute(owner, "select pg_advisory_lock(" + LOCK + ")"); // until the connection is closed
            meet(owner, directory, own, adopt);
        } catch (IOException e) {
            throw DatabaseFailure.of("Cannot use the directory of files", directory, e);
        } catch (SQLException e) {
            throw new DatabaseFailure(
                    DatabaseFailure.Kind.UNREACHABLE,
                    "PostgreSQL cannot be used at " + at.url() + ": " + e.getMessage(),
                    e);
        }
    }

    private static void meet(Connection owner, Path directory, boolean own, boolean adopt)
            throws SQLException, IOException {
        var known = known(owner, SCHEMA);
        var borne = borne(directory);
        var open = known == null || known.begun();
        if (borne != null && known != null && known.name().equals(borne)) {
            know(owner, borne);
        } else if (borne == null && (open || adopt)) {
            var name = known != null && open ? known.name() : UUID.randomUUID().toString();
            know(owner, BEGUN + name);
            Files.createDirectories(directory);
            Durable.writePrivately(directory.resolve("name"), name + "\n");
            know(owner, name);
        } else if (borne != null && (open && own || adopt)) {
            know(owner, borne);
        } else {
            throw new DatabaseFailure(DatabaseFailure.Kind.OTHER_FILES, open ? another(directory) : lost(directory));
        }
    }

    private static String lost(Path directory) {
        return "The files of this house are not in " + directory
                + ": name the directory that holds them, the same for every program on this database, with --files or"
                + " PARVIS_FILES. Only if it is lost for good, start once with --adopt-files.";
    }

    private static String another(Path directory) {
        return "The files in " + directory
                + " are those of another house: give this one a directory of its own with --files or PARVIS_FILES."
                + " Only if they are this one's, start once with --adopt-files.";
    }

    private static @Nullable String borne(Path directory) throws IOException {
        try {
            return Files.readString(directory.resolve("name")).strip();
        } catch (NoSuchFileException none) {
            return null;
        }
    }

    private static @Nullable Known known(Connection owner, String schema) throws SQLException {
        try (var statement = owner.prepareStatement("select obj_description(to_regnamespace(?), 'pg_namespace')")) {
            statement.setString(1, schema);
            try (var row = statement.executeQuery()) {
                row.next();
                var comment = row.getString(1);
                if (comment == null || !comment.startsWith(WORD)) {
                    return null;
                }
                var name = comment.substring(WORD.length());
                return name.startsWith(BEGUN)
                        ? new Known(name.substring(BEGUN.length()), true)
                        : new Known(name, false);
            }
        }
    }

    private static void know(Connection owner, String name) throws SQLException {
        Migrations.execute(owner, "comment on schema " + SCHEMA + " is '" + WORD + name.replace("'", "''") + "'");
    }

    /** A house takes the place of another: the directory stays. Inside the transaction of this connection. */
    static void carry(Connection owner, String aside) throws SQLException {
        var known = known(owner, aside + SCHEMA);
        if (known != null) {
            know(owner, (known.begun() ? BEGUN : "") + known.name());
        }
    }
}
