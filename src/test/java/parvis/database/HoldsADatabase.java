package parvis.database;

import java.io.IOException;
import java.nio.file.Path;

/** A program of its own that starts PostgreSQL and holds it until its input ends or it is killed. */
final class HoldsADatabase {
    private HoldsADatabase() {}

    public static void main(String... arguments) throws IOException {
        try (var directory = DataDirectory.claim(Path.of(arguments[0]), DataDirectory.Purpose.SERVER);
                var postgres = EmbeddedPostgres.start(
                        directory, Binaries.bundled().unpackedIn(Path.of(arguments[1])), System.out::println)) {
            System.out.println("holds " + postgres.coordinates().port());
            while (System.in.read() >= 0) {}
        } catch (DatabaseFailure e) {
            System.out.println(e.getMessage());
            System.exit(e.exitCode());
        }
    }
}
