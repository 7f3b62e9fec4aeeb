package parvis.keep;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import parvis.database.Migrations;

/**
 * What a backup holds: its last entry, {@code MANIFEST.json}.
 *
 * @param format of the container; a larger number is of a newer Parvis
 * @param demo whether fictional people live in it
 * @param modules what each module's schema has been through
 */
record Manifest(
        int format,
        String parvis,
        String postgresql,
        Instant at,
        boolean demo,
        Map<String, List<Migrations.Step>> modules,
        List<Table> tables,
        List<Sequence> sequences,
        FileList files) {
    static final int FORMAT = 1;

    /**
     * @param name with its schema
     * @param sha256 of the entry {@code database/NAME.copy}, which holds a line for each row
     */
    record Table(String name, List<String> columns, long rows, long bytes, String sha256) {
        String entry() {
            return entry(name);
        }

        static String entry(String name) {
            return "database/" + name + ".copy";
        }
    }

    /** @param called whether the last number was given out already */
    record Sequence(String name, long last, boolean called) {}

    /** @param sha256 of the names in the order of the entries, each with a line feed: each name is the hash of its content */
    record FileList(long count, long bytes, String sha256) {}
}
