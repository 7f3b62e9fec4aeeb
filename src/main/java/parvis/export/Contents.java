package parvis.export;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What an export holds: {@code export.json}. */
record Contents(
        int format, String parvis, Instant at, UUID brand, String slug, String name, List<Held> tables, long files) {
    static final int FORMAT = 1;
    /** The accounts of those who belong to the brand; it alone has no column that names the brand. */
    static final String ACCOUNTS = "person.account";

    /** @param sha256 of {@code tables/NAME.jsonl}, which holds a line for each row */
    record Held(String name, List<String> columns, long rows, String sha256) {
        String file() {
            return file(name);
        }

        static String file(String name) {
            return "tables/" + name + ".jsonl";
        }
    }
}
